/* Made by workshop.pages.script_bundles, esbuild 0.28.2 --target=es2022 of 1 files, SHA-256 32ce25197f43095ce591 */
var n=document.querySelector("[data-print]"),t=document.createElement("button");t.type="button";t.className="btn";t.textContent=n.dataset.print;t.addEventListener("click",()=>window.print());n.append(t);

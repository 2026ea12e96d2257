/* script_bundles.py 32ce25197f43 f60cd7de */
var n=document.querySelector("[data-print]"),t=document.createElement("button");t.type="button";t.className="btn";t.textContent=n.dataset.print;t.addEventListener("click",()=>window.print());n.append(t);

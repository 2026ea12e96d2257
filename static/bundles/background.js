/* script_bundles.py 05ce1827782c f60cd7de */
var n=document.getElementById("begun"),c=n.firstElementChild;c.hidden&&e();function e(){setTimeout(o,15e3+Math.random()*1e4)}function o(){fetch(n.getAttribute("data-ask"),{credentials:"same-origin",cache:"no-store"}).then(function(t){return t.json()}).then(function(t){t.begun?c.hidden=!1:e()}).catch(e)}

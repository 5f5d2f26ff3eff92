// The changes that a strict content policy asks of the packages. Each names the exact text and how
// often it stands there; anything else stops the build, so that no change is lost in silence.

export const patches = {
  "maplibre-gl/dist/maplibre-gl.mjs": [
    {
      why: "a worker's address is a script address: it goes through the policy `habeas`",
      find: "if(t)try{return new Worker(e,{type:`module`})}",
      replace: "if(t)try{return new Worker(habeasPolicy.createScriptURL(e),{type:`module`})}",
      times: 1,
    },
    {
      why: "popups are filled with elements (setDOMContent), never with text read as HTML",
      find: "for(n.innerHTML=e;r=n.firstChild,r;)t.appendChild(r);",
      replace: "n.textContent=e;for(;r=n.firstChild,r;)t.appendChild(r);",
      times: 1,
    },
  ],
  "cytoscape/dist/cytoscape.esm.min.mjs": [
    {
      why: "an added <style> breaks style-src 'self'; css/pictures.css has the rule",
      find: "l=null!=a.getElementById(o);",
      replace: "l=true;",
      times: 1,
    },
  ],
  // The workbench draws its own controls; what is left of the rules must not ask for data: images.
  "maplibre-gl/dist/maplibre-gl.css": [
    {
      why: "pictures of MapLibre's own controls, which are not used, would need img-src data:",
      find: /background-image:url\((["'])data:.*?\1\);?/g,
      replace: "",
      times: 39,
    },
  ],
};

/** The text with its patches; throws when one does not fit. */
export function patched(name, text) {
  return (patches[name] ?? []).reduce((changed, { find, replace, times, why }) => {
    const found =
      find instanceof RegExp ? [...changed.matchAll(find)].length : changed.split(find).length - 1;
    if (found !== times) throw new Error(`${name}: expected ${times} places, found ${found}: ${why}`);
    return changed.replaceAll(find, replace);
  }, text);
}

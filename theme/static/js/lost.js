// The page that isn't there: an address that was copied with capitals, underscores or the end of a sentence leads to the page it means.

const { base } = document.querySelector("[data-base]").dataset;
const written = location.pathname.slice(base.length);
// The origin is written out, since an address that begins with two slashes would lead to another host.
const meant = written.toLowerCase().replace(/_/g, "-").replace(/\/?(?:%20|[^a-z0-9/])+\/?$/, "/");

if (location.pathname.startsWith(base) && meant !== written) location.replace(location.origin + base + meant + location.search + location.hash);
dispatchEvent(new Event("ran"));

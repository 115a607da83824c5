// For a page that shows what was sent to it, before anything else of it is read: without this, the browser would keep on its
// disk what was sent, to restore the tab with it. It writes every two or three seconds, so nothing may be waited for.
history.replaceState(null, "", location.href);

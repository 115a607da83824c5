// Støtteguiden on another site's page, in a frame that grows with what is in it:
//   <script src="https://guide.example/embed.js" async></script>
//   <stoette-guide municipality="helsingoer"><a href="https://guide.example/helsingoer/">Støtteguiden</a></stoette-guide>
// What the element holds names the frame, and is shown until the guide answers from it: without scripts, and where
// the guide may not be framed, it stays. Attributes: language (else the page's own, if the guide has it), easy, topic.
(({ src }) => {
  const root = new URL(".", src);
  const languages = ["da"];

  // The host's colours, not the reader's system: a page that knows no dark scheme is light, whatever the system is.
  function frameOf(element) {
    let schemes = getComputedStyle(element).colorScheme;
    if (schemes === "normal") schemes = document.querySelector("meta[name=color-scheme]")?.content ?? "";
    if (!schemes.includes("dark")) return "ramme-lys";
    return schemes.includes("light") ? "ramme" : "ramme-moerk";
  }

  function addressOf(element) {
    const language = (element.getAttribute("language") ?? element.closest("[lang]")?.lang ?? "").split("-")[0];
    const words = [frameOf(element)];
    if (language !== "da" && languages.includes(language)) words.push(language);
    if (element.hasAttribute("easy")) words.push("let");
    words.push(encodeURIComponent(element.getAttribute("municipality")), "");
    const address = new URL(words.join("/"), root);
    const topic = element.getAttribute("topic");
    if (topic) address.searchParams.set("emne", topic);
    return address;
  }

  class Guide extends HTMLElement {
    connectedCallback() {
      // An early script meets the element before what it holds.
      if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => this.show());
      else this.show();
    }

    show() {
      if (this.shadowRoot) return;
      const shadow = this.attachShadow({ mode: "open" });
      const fallback = document.createElement("slot");
      const frame = document.createElement("iframe");
      let pages = 0;
      if (getComputedStyle(this).display === "inline") this.style.display = "block";
      frame.title = this.textContent.trim() || "Støtteguiden";
      frame.style.cssText = "display: block; width: 100%; height: 0; border: 0; visibility: hidden";
      frame.referrerPolicy = "no-referrer";
      frame.src = addressOf(this);
      addEventListener("message", ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== root.origin || !(data?.height > 0)) return;
        frame.style.height = `${data.height}px`;
        frame.style.visibility = "visible";
        fallback.remove();
        if (data.stoetteguide !== "page") return;
        // How much of the window's top a bar of the page covers, as its stylesheet says.
        source.postMessage({ stoetteguide: "bar", height: parseFloat(getComputedStyle(this).scrollMarginTop) }, origin);
        if (!pages++) return;
        if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
        // Only to whoever is in the frame: nobody is fetched into it from elsewhere on the page.
        if (shadow.activeElement === frame) source.postMessage({ stoetteguide: "focus" }, origin);
      });
      shadow.append(fallback, frame);
    }
  }

  if (!customElements.get("stoette-guide")) customElements.define("stoette-guide", Guide);
})(document.currentScript);

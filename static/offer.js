// On a start page: the language that the browser likes best, of those that there are, as a link. Nothing is kept or sent.
const offers = new Map([...document.querySelectorAll(".offer")].map(offer => [offer.lang, offer]));
const here = document.documentElement.lang;
const known = navigator.languages.map(code => code.split("-")[0]).find(code => code === here || offers.has(code));
offers.get(known)?.removeAttribute("hidden");

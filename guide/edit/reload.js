// Only the edit server adds this: asks once a second whether the content has been saved, and then shows the page anew.
const address = new URL("udgave", import.meta.url);
const shown = new URL(import.meta.url).searchParams.get("udgave");

const ask = async () => {
  try {
    const answer = await fetch(address, { cache: "no-store" });
    if (answer.ok && (await answer.text()) !== shown) location.reload();
  } catch {
    // The server has been stopped or is being started anew: ask again.
  }
};

setInterval(ask, 1000);

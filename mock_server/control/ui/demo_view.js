// The bar of a demo: what the scene is, in two sentences, and the way through the scenes.
import { addView, say, said } from "./store.js";
import { byId, differs, setText } from "./dom.js";
import { attempt } from "./actions.js";
import { ofServer } from "./api.js";

const drawn = [];
let endsAt = 0; // on this page's clock
let timer = 0;

const step = (what) =>
  attempt(async () => {
    say({ demo: await ofServer("POST", `demo/${what}`) });
  });

export const demoNext = () => step("next");
export const demoBack = () => step("back");

// Once a second, and only while a scene is running.
function countDown() {
  clearTimeout(timer);
  const { demo } = said;
  const seconds = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
  const isLast = demo.scene + 1 >= demo.scenes.length;
  const word = demo.ended ? "the end" : demo.paused ? "paused" : isLast ? "" : `goes on in ${seconds} s`;
  setText(byId("demo-next-in"), word);
  if (!demo.ended && !demo.paused && !isLast && seconds > 0) timer = setTimeout(countDown, 1000);
}

function draw() {
  const { demo } = said;
  byId("demo").hidden = !demo;
  if (!demo || !differs(drawn, demo)) return;
  setText(byId("demo-scene"), `Scene ${demo.scene + 1} of ${demo.scenes.length}`);
  setText(byId("demo-title"), demo.title);
  setText(byId("demo-text"), demo.text.join(" "));
  setText(byId("demo-pause"), demo.paused ? "Play" : "Pause");
  byId("demo-back").disabled = demo.scene === 0;
  byId("demo-next").disabled = demo.scene + 1 >= demo.scenes.length;
  endsAt = performance.now() + demo.remaining_ms;
  countDown();
}

export function startDemo() {
  byId("demo-back").addEventListener("click", demoBack);
  byId("demo-next").addEventListener("click", demoNext);
  byId("demo-pause").addEventListener("click", () => step(said.demo.paused ? "play" : "pause"));
  addView(draw);
}

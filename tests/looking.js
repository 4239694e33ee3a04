// Put into a page after axe, once. Nearly all that axe costs is to judge the contrast of every text on every page, and
// nearly every text looks like one that it has judged before. So what it found enough is remembered by what it looked
// at: the text's own colours, size and weight, and the colours of everything behind it as axe itself stacked them.
// Remembered is only what is enough, and what lies on a picture, of which axe never tells: all that is too weak, or that
// axe cannot tell for where it stands, is put to axe each time.
const judged = new Set();
const learnt = [];
let texts = []; // of the last whole run: each text that is seen, with what is behind it
let shape = "";
const grounds = new Map();
const faded = new Map();

const contrast = axe._audit.checks["color-contrast"];
const judge = contrast.evaluate;
contrast.evaluate = function (text, ...others) {
  if (!axe.commons.dom.isVisibleOnScreen(text)) return judge.call(this, text, ...others);
  const behind = axe.commons.color.getBackgroundStack(text);
  texts.push([text, behind]);
  const key = keyOf(text, behind);
  if (judged.has(key)) return true;
  const verdict = judge.call(this, text, ...others);
  if (key && (verdict || (verdict === undefined && isOnPicture(behind)))) {
    judged.add(key);
    learnt.push(key);
  }
  return verdict;
};

// What axe computes the contrast from; nothing where it cannot tell what is behind the text.
function keyOf(text, behind) {
  if (!behind) return null;
  const own = getComputedStyle(text);
  const parts = [own.color, own.webkitTextFillColor, own.webkitTextStroke, own.textShadow, own.fontSize, own.fontWeight];
  parts.push(fading(text));
  return digest([...parts, ...showing(behind).map((ground) => ground.said)].join("|"));
}

function isOnPicture(behind) {
  return showing(behind).some((ground) => ground.isPicture);
}

// The grounds behind a text, down to the first that nothing shines through.
function showing(behind) {
  const all = behind.map(groundOf);
  const last = all.findIndex((ground) => ground.isOpaque);
  return last < 0 ? all : all.slice(0, last + 1);
}

function groundOf(element) {
  if (!grounds.has(element)) {
    const { backgroundColor, backgroundImage, mixBlendMode } = getComputedStyle(element);
    const isClear = /^rgba|\//.test(backgroundColor) || backgroundColor === "transparent";
    grounds.set(element, {
      said: [backgroundColor, backgroundImage, mixBlendMode, fading(element)].join("|"),
      isOpaque: !isClear && !fading(element),
      isPicture: backgroundImage !== "none",
    });
  }
  return grounds.get(element);
}

// How faded the element and each above it are; nothing where none is.
function fading(element) {
  const all = fades(element);
  return /[^1 ]/.test(all) ? all : "";
}

function fades(element) {
  if (!element) return "";
  if (!faded.has(element)) faded.set(element, `${fades(element.parentElement)} ${getComputedStyle(element).opacity}`);
  return faded.get(element);
}

// 53 bits of a string (cyrb53): the keys of all pages together are some thousands.
function digest(said) {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < said.length; i++) {
    const code = said.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

// Where everything stands and whether it is seen: a theme should change nothing of it.
function shapeOf() {
  const places = [];
  for (const element of document.body.querySelectorAll("*")) {
    const { x, y, width, height } = element.getBoundingClientRect();
    places.push(x, y, width, height, element.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  }
  return places.join();
}

// What is seen of the page in one go. `colours` instead of `rules` where the page stands as it did in the last run.
async function look({ rules, colours, links, known }) {
  for (const key of known ? known.split(" ") : []) judged.add(key);
  grounds.clear();
  faded.clear();
  const standing = shapeOf();
  let options = rules;
  if (colours) {
    const isKnown = standing === shape && texts.every(([text, behind]) => judged.has(keyOf(text, behind)));
    options = isKnown ? links : colours;
  }
  if (options !== links) texts = [];
  shape = standing;
  const { violations } = await axe.run(options);
  return {
    violations: violations.map((one) => `${one.id}: ${one.help} at ${JSON.stringify(one.nodes[0].target)}`),
    fits: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    headings: document.querySelectorAll("h1").length,
    learnt: learnt.splice(0),
  };
}
window.famnLook = look;

// What a checker of accessibility looks for, of the page as it is shown now. Returns a sentence for
// each finding. The checks are: names, order, focus, contrast, width.
const visible = (element) => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
// While a modal dialog is open, nothing else can be reached.
const scope = document.querySelector('dialog:modal') ?? document;
const all = (selector) => [...scope.querySelectorAll(selector)].filter(visible);
const controls = () => all('a[href], button, input:not([type=hidden]), select, textarea, summary, ' +
                           '[tabindex], [role=button], [role=switch], [role=checkbox], [role=tab]');

const called = (element) => {
  const id = element.id ? `#${element.id}` : '';
  const text = (element.textContent || '').trim().slice(0, 40);
  return `<${element.localName}${id}${text ? ` "${text}"` : ''}>`;
};

const textOf = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ');

// The accessible name in the order of its computation that a page like this needs.
const nameOf = (element) => {
  const names = [
    element.hasAttribute('aria-labelledby') ? textOf(element.getAttribute('aria-labelledby')) : '',
    element.getAttribute('aria-label'),
    ...[...(element.labels ?? [])].map((label) => label.textContent),
    /^(input|select|textarea)$/.test(element.localName) ? '' : element.textContent,
    element.getAttribute('title'),
  ];
  return names.find((name) => name?.trim())?.trim() ?? '';
};

const checks = {};

checks.names = () => {
  const found = [];
  const interactive = controls().filter((each) => each.tabIndex >= 0 || each.getAttribute('role'));
  for (const each of interactive)
    if (!nameOf(each)) found.push(`${called(each)} has no name`);
  for (const each of all('img, svg[role=img], [role=dialog], dialog, [role=region], nav, form'))
    if (!nameOf(each) && !each.getAttribute('alt') && each.getAttribute('aria-hidden') !== 'true')
      found.push(`${called(each)} has no name`);
  const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
  for (const id of new Set(ids.filter((each, at) => ids.indexOf(each) !== at)))
    found.push(`two elements have the id ${id}`);
  for (const each of document.querySelectorAll('[aria-labelledby], [aria-controls], [aria-describedby]'))
    for (const name of ['aria-labelledby', 'aria-describedby'])
      for (const id of (each.getAttribute(name) ?? '').split(/\s+/).filter(Boolean))
        if (!document.getElementById(id)) found.push(`${called(each)}: ${name} names no element: ${id}`);
  if (!document.documentElement.lang) found.push('the document has no language');
  if (!document.title) found.push('the document has no title');
  return found;
};

checks.order = () => controls().filter((each) => each.tabIndex > 0)
                         .map((each) => `${called(each)} jumps the order of the focus`);

// The style that a control has with the focus must differ from the one without.
checks.focus = () => {
  const look = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0
                        ? 'none' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
    return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecoration].join('|');
  };
  const had = document.activeElement;
  const found = [];
  for (const each of controls().filter((one) => one.tabIndex >= 0 && !one.disabled)) {
    had?.blur();
    document.activeElement?.blur();
    const before = look(each);
    each.focus({focusVisible: true, preventScroll: true});
    if (document.activeElement !== each) found.push(`${called(each)} does not take the focus`);
    else if (look(each) === before) found.push(`${called(each)} does not show the focus`);
  }
  document.activeElement?.blur();
  had?.focus?.({preventScroll: true});
  return found;
};

const colorOf = (text) => {
  const canvas = colorOf.canvas ??= new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return {rgb: [red, green, blue], alpha: alpha / 255};
};
const over = (upper, lower) => upper.rgb.map((value, i) => value * upper.alpha + lower[i] * (1 - upper.alpha));
const luminance = (rgb) => {
  const [red, green, blue] = rgb.map((value) => value / 255)
      .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const lineage = (element) => element ? [...lineage(element.parentElement), element] : [];
// From the root down, each background over the one below it.
const backgroundOf = (element) => lineage(element).reduce(
    (below, each) => over(colorOf(getComputedStyle(each).backgroundColor), below),
    matchMedia('(prefers-color-scheme: dark)').matches &&
            getComputedStyle(document.documentElement).colorScheme.includes('dark') ? [18, 18, 18] : [255, 255, 255]);
const opacityOf = (element) => lineage(element).reduce((all, each) => all * getComputedStyle(each).opacity, 1);
const off = (element) => element.closest(':disabled, [aria-disabled=true]');

// AA: 4.5, and 3 for large text. What cannot be used now is exempt, as in WCAG 1.4.3.
checks.contrast = () => {
  const found = new Map();
  const judge = (element, style, background, opacity) => {
    const color = colorOf(style.color);
    const shown = over({rgb: color.rgb, alpha: color.alpha * opacity}, background);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const ratio = contrast(shown, background);
    if (ratio < least)
      found.set(`${called(element)}|${ratio}`, `${called(element)} has a contrast of ${ratio.toFixed(2)}: ` +
          `${style.color} on rgb(${background.map(Math.round)})`);
  };
  for (const each of all('*')) {
    const speaks = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const field = each.matches('textarea, input:not([type=checkbox], [type=radio])');
    if (off(each) || (!speaks && !field)) continue;
    const background = backgroundOf(each);
    judge(each, getComputedStyle(each), background, opacityOf(each));
    if (field && each.placeholder) judge(each, getComputedStyle(each, '::placeholder'), background, opacityOf(each));
  }
  return [...found.values()];
};

checks.width = () => {
  const room = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= room) return [];
  return ['the page scrolls across: ' + all('*').filter((each) => each.getBoundingClientRect().right > room + 0.5)
              .slice(-3).map(called).join(', ')];
};

return arguments[0].flatMap((name) => checks[name]().map((finding) => `${name}: ${finding}`));

"""Which elements axe looks at for contrast: each way of looking once on a page, not every cell of a table.

Contrast is what axe takes longest over, and it follows from how an element and what it stands in look. Of elements that
look the same all the way up, axe is shown the first few. It is shown every element that is moved out of the flow or
is in something that is, as it may stand on what it is not in; and the whole page where something lies below the page
or is switched off, which axe excuses together with its label.
"""

MARK = "data-contrast"
"""The attribute of the elements that axe looks at; it is there only while axe runs."""

CHOOSE = """() => {
    const looks = ['color', 'backgroundColor', 'backgroundImage', 'backgroundClip', 'backgroundSize', 'opacity',
        'filter', 'mixBlendMode', 'textShadow', 'webkitTextFillColor', 'webkitTextStrokeColor',
        'webkitTextStrokeWidth', 'fontSize', 'fontWeight', 'fontFamily', 'display', 'visibility', 'overflow', 'clip',
        'clipPath', 'textIndent', 'fill'];
    const moves = {position: ['static', 'relative'], transform: ['none'], float: ['none'],
        translate: ['none'], scale: ['none'], rotate: ['none']};
    const sides = ['Top', 'Right', 'Bottom', 'Left'];
    const isMoved = style => Object.entries(moves).some(([name, still]) => !still.includes(style[name]))
        || sides.some(side => parseFloat(style['margin' + side]) < 0)
        || (style.position === 'relative' && sides.some(side => parseFloat(style[side.toLowerCase()])));
    const words = element => [...element.childNodes].filter(node => node.nodeType === 3)
        .map(node => node.data.trim()).join('').length;
    const look = element => {
        const box = element.getBoundingClientRect();
        const styles = ['', '::before', '::after'].map(part => getComputedStyle(element, part || null));
        const seen = styles.flatMap((style, part) => part && style.content === 'none' ? [''] : [
            ...looks.map(name => style[name]), part ? `${style.content} ${style.width} ${style.height}` : '']);
        return [element.localName, element.className, element.type, Math.min(words(element), 2),
            element.ariaHidden, box.width < 1 || box.height < 1, ...seen].join('|');
    };
    const all = [...document.querySelectorAll('*')];
    const shapes = new Map(), numbers = new Map(), counts = new Map(), moved = new Set();
    let whole = !!document.querySelector(':disabled, [aria-disabled=true], [inert]');
    for (const element of all) {
        const style = getComputedStyle(element), above = element.parentElement;
        whole ||= parseInt(style.zIndex) < 0;
        if (moved.has(above) || isMoved(style)) moved.add(element);
        const key = `${shapes.get(above) ?? ''}/${look(element)}`;
        if (!numbers.has(key)) numbers.set(key, numbers.size);
        shapes.set(element, numbers.get(key));
        counts.set(shapes.get(element), (counts.get(shapes.get(element)) ?? 0) + 1);
        if (moved.has(element) || counts.get(shapes.get(element)) <= FEW) element.setAttribute('MARK', '');
    }
    if (whole) all.forEach(element => element.setAttribute('MARK', ''));
}""".replace("FEW", "3").replace("MARK", MARK)

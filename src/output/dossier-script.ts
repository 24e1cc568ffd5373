/** What moves in the dossier: the card that tells of a passage. It reads only what stands in the page. */
export const dossierScript = `
(() => {
  const card = document.getElementById('card'), body = card.querySelector('div');
  let current = null, held = false;
  const show = (passage, hold) => {
    const source = document.getElementById(passage.dataset.card);
    if (!source) return;
    if (current) current.classList.remove('on');
    current = passage; held = hold;
    passage.classList.add('on');
    body.replaceChildren(...source.cloneNode(true).childNodes);
    card.lang = passage.closest('[lang]').lang;
    card.hidden = false;
  };
  const hide = () => {
    if (current) current.classList.remove('on');
    current = null; held = false; card.hidden = true;
  };
  const passageOf = (event) => event.target instanceof Element ? event.target.closest('.p') : null;
  document.addEventListener('mouseover', (event) => { const p = passageOf(event); if (p && !held) show(p, false); });
  document.addEventListener('mouseout', (event) => { if (!held && passageOf(event)) hide(); });
  document.addEventListener('focusin', (event) => { const p = passageOf(event); if (p) show(p, true); });
  document.addEventListener('click', (event) => {
    const p = passageOf(event);
    if (p) show(p, true);
    else if (!card.contains(event.target)) hide();
  });
  card.querySelector('button').addEventListener('click', () => { const p = current; hide(); if (p) p.blur(); });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    if ((event.key === 'Enter' || event.key === ' ') && passageOf(event)) { event.preventDefault(); show(passageOf(event), true); }
  });
  const follow = () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    const p = target && target.closest('.text') ? (target.closest('.p') || target.querySelector('.p')) : null;
    if (p) { p.focus({ preventScroll: true }); show(p, true); p.scrollIntoView({ block: 'center' }); }
  };
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => { if (event.target.closest('a[href^="#"]')) setTimeout(follow); });
  follow();
})();
`

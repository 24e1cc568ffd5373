/** The style sheet of the dossier of a situation: no font, image or rule from elsewhere; light, dark, narrow and print. */
export const situationDossierStyle = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1c1b19;--soft:#625e57;--line:#dedad1;--card:#fff;--accent:#8c2f39;--mark:#fbe0b8;--mark-ink:#5e3a00}
@media (prefers-color-scheme:dark){:root{--paper:#171614;--ink:#ece8e0;--soft:#a8a297;--line:#38352f;--card:#201e1b;--accent:#f0909b;--mark:#563606;--mark-ink:#f8d9a6}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
a{color:inherit}
header.top{border-bottom:1px solid var(--line);padding:.6rem 1.5rem;font-size:.85rem;color:var(--soft)}
header.top b{color:var(--accent)}
main{max-width:78rem;margin:0 auto;padding:1rem 1.5rem 3rem}
.counts{font-size:1.05rem;margin:.5rem 0 1rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.9rem;margin-bottom:1rem}
article{border-top:3px double var(--line);padding:1rem 0 2rem}
h1{font:700 clamp(1.4rem,3vw,2.1rem)/1.15 Georgia,"Times New Roman",serif;margin:.2rem 0 .3rem;max-width:46rem;text-wrap:balance}
h2{font-size:.82rem;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);margin:1.8rem 0 .6rem;border-top:1px solid var(--line);padding-top:.8rem}
.columns section:first-child h2{border-top:0;margin-top:.6rem}
h3{font-size:1rem;margin:0 0 .3rem}
.facts,small{color:var(--soft);font-size:.88rem}
.columns{display:grid;grid-template-columns:minmax(0,2fr) minmax(16rem,1fr);gap:0 3rem}
.item{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--line);border-radius:.3rem;padding:.7rem 1rem;margin:0 0 .8rem}
.item.conflict{border-left-color:var(--accent)}
.item.conflict h3{color:var(--accent)}
.item p{margin:0 0 .3rem}
.quote{font-family:Georgia,"Times New Roman",serif;font-size:1.03rem}
p.quote{font-size:1.1rem}
.badge{font-weight:600;font-size:.9rem}
.item ul,.origin ul{margin:.3rem 0 0;padding:0;list-style:none;font-size:.92rem}
.item li,.origin li{margin:.25rem 0;padding-left:.8rem;border-left:2px solid var(--line)}
.origin{margin-bottom:1rem}
mark{background:var(--mark);color:var(--mark-ink);border-radius:.15em;padding:0 .1em}
summary{cursor:pointer;color:var(--soft);padding:.3rem 0}
footer{border-top:1px solid var(--line);padding:.8rem 1.5rem;color:var(--soft);font-size:.8rem}
@media (max-width:56rem){.columns{grid-template-columns:1fr}main{padding:1rem}}
@media print{body{background:#fff;color:#000}.item{break-inside:avoid}}
`

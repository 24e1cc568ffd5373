import type { Analysis } from '../contract/analysis.ts'
import { type ActorEdge, actorNetwork } from './actor-network.ts'
import { forXml } from './neutralise.ts'

const edgeFields = ['type', 'status', 'label', 'report', 'start', 'end'] as const
const numeric = (field: string) => field === 'start' || field === 'end'

/** The actor network as GraphML (graphml.graphdrawing.org, 1.0), for yEd, Gephi, igraph, NetworkX. */
export function renderGraphMl(analyses: readonly Analysis[]): string {
  const { nodes, edges } = actorNetwork(analyses)
  const data = (key: string, value: string | number) => `<data key="${key}">${forXml(String(value))}</data>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<key id="n_label" for="node" attr.name="label" attr.type="string"/>
<key id="n_type" for="node" attr.name="type" attr.type="string"/>
${edgeFields.map((field) => `<key id="e_${field}" for="edge" attr.name="${field}" attr.type="${numeric(field) ? 'int' : 'string'}"/>`).join('\n')}
<key id="e_from" for="edge" attr.name="from" attr.type="string"/>
<key id="e_to" for="edge" attr.name="to" attr.type="string"/>
<graph id="actors" edgedefault="directed">
${nodes.map((node) => `<node id="${node.id}">${data('n_label', node.label)}${data('n_type', node.type)}</node>`).join('\n')}
${edges.map((edge) => `<edge id="${edge.id}" source="${edge.source}" target="${edge.target}">${edgeFields.map((field) => data(`e_${field}`, edge[field])).join('')}${edge.from ? data('e_from', edge.from) : ''}${edge.to ? data('e_to', edge.to) : ''}</edge>`).join('\n')}
</graph>
</graphml>
`
}

/** The actor network as GEXF 1.3 (gexf.net), for Gephi: over time where edges have days, by which its timeline shows them. */
export function renderGexf(analyses: readonly Analysis[]): string {
  const { nodes, edges } = actorNetwork(analyses)
  const own = edgeFields.filter((field) => field !== 'label')
  const days = ({ from, to }: ActorEdge) => `${from ? ` start="${from}"` : ''}${to ? ` end="${to}"` : ''}`
  const mode = edges.some(({ from, to }) => from ?? to) ? 'mode="dynamic" timeformat="date"' : 'mode="static"'
  return `<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<graph defaultedgetype="directed" ${mode}>
<attributes class="node"><attribute id="type" title="type" type="string"/></attributes>
<attributes class="edge">${own.map((field) => `<attribute id="${field}" title="${field}" type="${numeric(field) ? 'integer' : 'string'}"/>`).join('')}</attributes>
<nodes>
${nodes.map((node) => `<node id="${node.id}" label="${forXml(node.label)}"><attvalues><attvalue for="type" value="${node.type}"/></attvalues></node>`).join('\n')}
</nodes>
<edges>
${edges.map((edge) => `<edge id="${edge.id}" source="${edge.source}" target="${edge.target}" label="${forXml(edge.label)}"${days(edge)}><attvalues>${own.map((field) => `<attvalue for="${field}" value="${forXml(String(edge[field]))}"/>`).join('')}</attvalues></edge>`).join('\n')}
</edges>
</graph>
</gexf>
`
}

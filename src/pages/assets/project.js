"use strict";
// The page of one infrastructure project (OC4IDS).

async function projectOf(id, hint) {
  const inShard = async (number) => {
    const shard = await load(`projects/${number}`, "exact");
    const project = list(shard.projects).find((each) => text(each.id) === id);
    return project ? { project, findings: list(object(shard.findings)[id]) } : null;
  };
  if (/^\d{1,7}$/.test(hint)) {
    const found = await inShard(Number(hint)).catch(() => null);
    if (found) return found;
  }
  const { count, listPerShard } = index.projects || { count: 0 };
  for (let first = 0; first < count; first += listPerShard) {
    const row = (await load(`project-list/${first / listPerShard}`)).find((each) => each.id === id);
    if (row) return inShard(row.p || 0);
  }
  throw new Trouble("not-found", { what: id });
}

function budget(project) {
  const of = object(project.budget);
  const groups = list(of.budgetBreakdowns).map((group) => table([quoted(told(group, "description") || text(group.id), 120)], [{ name: say("source") }, { name: say("amount"), number: true }, { name: fieldName("period") }],
    list(group.budgetBreakdown).map((each) => [[quoted(told(each, "description") || text(each.id)), h("span.small", null, partyLink(each.sourceParty))], valueOf(each.amount), span(each.period)])));
  return section("budget", "budget", facts([[fieldName("amount"), valueOf(of.amount)], [say("approved-on"), day(of.approvalDate)], [say("requested-on"), day(of.requestDate)]]), groups);
}

/** Observations of metrics or forecasts, a row each. */
function measured(id, key, all) {
  const rows = list(all).flatMap((metric) => list(metric.observations).slice(0, 100).map((each) => [
    quoted(told(metric, "title") || text(metric.id)), span(each.period), own(each, "value") ? valueOf(each.value) : [grouped(text(each.measure)), " ", quoted(text(object(each.unit).name), 40)], quoted(told(each, "notes"), 200)]));
  return rows.length > 0 ? section(id, key, table("", [{ name: say("measure") }, { name: fieldName("period") }, { name: fieldName("value"), number: true }, { name: say("notes") }], rows)) : null;
}

function contractings(project) {
  const known = index.processes > 0;
  const rows = list(project.contractingProcesses).map((each) => {
    const summary = object(each.summary);
    const ocid = text(summary.ocid) || text(each.id);
    const name = quoted(told(summary, "title") || text(each.id), 200);
    return [[known ? h("a", { href: to("proceso", { ocid }) }, name) : name, h("span.small.id", null, quoted(ocid, 80)), told(summary, "description") === "" ? null : h("span.small", null, quoted(told(summary, "description"), 300))],
      joined(list(summary.suppliers).map((party) => partyLink(party, "proveedor"))), [valueOf(summary.contractValue), own(summary, "finalValue") ? h("span.small", null, say("final-value"), " ", valueOf(summary.finalValue)) : null], label("processStatus", summary.status), modifications(summary)];
  });
  return rows.length > 0 ? section("processes", "project-contracts", table("", [{ name: say("contract") }, { name: fieldName("suppliers") }, { name: say("amount"), number: true }, { name: fieldName("status") }, { name: say("modifications") }], rows)) : null;
}

function modifications(summary) {
  const all = list(summary.modifications);
  return all.length === 0 ? null : h("ul.changes", null, all.map((each) => h("li", null, day(each.date), " ", quoted(told(each, "description") || told(each, "rationale"), 300),
    own(each, "oldContractValue") && own(each, "newContractValue") ? h("span.small", null, valueOf(each.oldContractValue), " → ", valueOf(each.newContractValue)) : null)));
}

async function start() {
  await readIndex();
  const id = query().get("id") || "";
  if (id === "") throw new Trouble("no-project");
  const found = await projectOf(id, query().get("at") || "");
  if (!found) throw new Trouble("not-found", { what: id });
  const { project } = found;
  if (location.protocol !== "file:") address({ id }, true);
  const name = told(project, "title") || id;
  title(name);
  const sectors = (Array.isArray(project.sector) ? project.sector : []).map((code) => label("sector", code)).join(", ");
  const places = list(project.locations).map((place) => ({ name: told(place, "description") || addressOf(place), geometry: place.geometry }));
  const completion = object(project.completion);
  present([h("h1", { lang: langOf(project), dir: "auto" }, quoted(name, 300)), prose(told(project, "description")),
    facts([[fieldName("status"), label("projectStatus", project.status)], [fieldName("type"), label("projectType", project.type)], [say("sector"), sectors], [say("purpose"), prose(told(project, "purpose"))],
      [say("authority"), partyLink(project.publicAuthority)], [fieldName("period"), span(project.period)], [say("building"), span(project.implementationPeriod)], [say("id"), h("span.id", null, quoted(id, 120))], [say("last-change"), day(project.updated)]])],
  [budget(project), contractings(project), measured("metrics", "metrics", project.metrics), measured("forecasts", "forecasts", project.forecasts),
    section("completion", "completion", facts([[say("ended"), day(completion.endDate)], [say("final-value"), valueOf(completion.finalValue)], [say("final-scope"), prose(told(completion, "finalScope"))]])),
    milestones([["", project.milestones]]), documents([[say("project"), project.documents], ...list(project.contractingProcesses).map((each) => [quoted(told(object(each.summary), "title") || text(each.id), 120), object(each.summary).documents])]),
    map(places), parties(project.parties), findings(found.findings), jsonOf(project, id)]);
}

begin(start);

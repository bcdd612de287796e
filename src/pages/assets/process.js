"use strict";
// The page of one process.

async function recordOf(ocid, hint) {
  const inShard = async (number) => {
    const shard = await load(`processes/${number}`, "exact");
    const record = list(shard.records).find((each) => text(each.ocid) === ocid);
    return record ? { record, flags: list(object(shard.flags)[ocid]), findings: list(object(shard.findings)[ocid]) } : null;
  };
  if (/^\d{1,7}$/.test(hint) && Number(hint) < index.processShards.length) {
    const found = await inShard(hint);
    if (found) return found;
  }
  const found = await inShard(await shardOfProcess(ocid));
  if (!found) throw new Trouble("not-found", { what: ocid });
  return found;
}

/** The shard of a process, by the index of words; where there is none, by the rows, the newest first. */
async function shardOfProcess(ocid) {
  if (index.terms.length > 0) {
    const [packed] = await postings(`o:${ocid}`, false, []);
    if (!packed) throw new Trouble("not-found", { what: ocid });
    const [ordinal] = ordinals(packed);
    const after = index.processShards.findIndex((first) => first > ordinal);
    return (after < 0 ? index.processShards.length : after) - 1;
  }
  for (let shard = Math.ceil(index.processes / index.rowsPerShard) - 1; shard >= 0; shard -= 1) {
    const row = (await load(`rows/${shard}`)).find((each) => each.o === ocid);
    if (row) return row.p || 0;
  }
  throw new Trouble("not-found", { what: ocid });
}

const nameOf = (release) => {
  const owners = [release.tender, object(release.planning), ...list(release.contracts), ...list(release.awards)].map(object);
  return owners.map((each) => told(each, "title")).find((each) => each.trim() !== "") || owners.map((each) => told(each, "description")).find((each) => each.trim() !== "") || told(object(release.planning), "rationale") || say("untitled");
};

// ---- Timeline ----

/** What happened when: [[date, stage, name, detail]…] in order of time. */
function events(release) {
  const all = [];
  const add = (date, stage, name, detail) => { if (!Number.isNaN(Date.parse(text(date)))) all.push([text(date), stage, name, detail]); };
  const tender = object(release.tender);
  const period = (value, stage, name) => {
    add(object(value).startDate, stage, [name(), ": ", say("starts")], null);
    add(object(value).endDate, stage, [name(), ": ", say("ends")], null);
  };
  for (const request of list(object(release.planning).requestsForQuotes)) for (const quote of list(request.quotes)) add(quote.date, "planning", say("quote"), [partyLink(quote.issuingSupplier), " ", valueOf(quote.value)]);
  add(tender.datePublished, "tender", say("tender-published"), null);
  period(tender.enquiryPeriod, "tender", () => fieldName("enquiryPeriod"));
  period(tender.tenderPeriod, "tender", () => fieldName("tenderPeriod"));
  period(tender.awardPeriod, "tender", () => fieldName("awardPeriod"));
  for (const meeting of list(tender.clarificationMeetings)) add(meeting.date, "tender", say("meeting"), null);
  for (const award of list(release.awards)) add(award.date, "award", say("awarded"), [joined(list(award.suppliers).map((each) => partyLink(each, "proveedor"))), " ", valueOf(award.value)]);
  for (const contract of list(release.contracts)) {
    add(contract.dateSigned, "contract", say("signed"), [quoted(text(contract.id), 80), " ", valueOf(contract.value)]);
    period(contract.period, "contract", () => [say("contract"), " ", quoted(text(contract.id), 60)]);
    for (const amendment of list(contract.amendments)) add(amendment.date, "contract", say("amended"), quoted(told(amendment, "description") || told(amendment, "rationale"), 200));
    for (const each of list(object(contract.implementation).transactions)) add(each.date, "implementation", say("payment"), [valueOf(each.value), " ", partyLink(each.payee)]);
    for (const each of list(contract.milestones).concat(list(object(contract.implementation).milestones))) {
      add(each.dateMet, "implementation", [say("milestone-met"), ": ", quoted(told(each, "title") || text(each.id), 120)], null);
      if (!own(each, "dateMet")) add(each.dueDate, "implementation", [say("milestone-due"), ": ", quoted(told(each, "title") || text(each.id), 120)], null);
    }
  }
  return all.sort((a, b) => Date.parse(a[0]) - Date.parse(b[0]));
}

function timeline(release) {
  const all = events(release);
  if (all.length === 0) return null;
  const most = 40;
  const item = ([date, stage, name, detail]) => h(`li.${stage}`, null, h("span.when", null, day(date)), h("span.what", null, h("span.stage", null, say(`stage-${stage}`)), " ", name, detail ? h("span.small", null, detail) : null));
  const rest = all.slice(most);
  return section("timeline", "timeline", h("ol.timeline", null, all.slice(0, most).map(item)),
    rest.length > 0 ? h("details", null, h("summary", null, say("more-events", { n: rest.length })), h("ol.timeline", null, rest.map(item))) : null);
}

// ---- Planning and budget ----

function budget(release) {
  const plan = object(release.planning);
  const of = object(plan.budget);
  const lines = list(of.budgetBreakdown).map((each) => [[quoted(told(each, "description") || text(each.id)), h("span.small", null, joined([quoted(text(each.origin), 80), quoted(text(each.fundType), 80), partyLink(each.sourceParty)]))], valueOf(each.amount), span(each.period)]);
  return section("budget", "budget",
    facts([[fieldName("budget"), quoted(told(of, "description") || text(of.id))], [fieldName("amount"), valueOf(of.amount)], [fieldName("project"), quoted(told(of, "project"))], [fieldName("projectID"), quoted(text(of.projectID))],
      ...["requestingUnits", "contractingUnits", "responsibleUnits"].map((name) => [fieldName(name), joined(list(plan[name]).map((each) => partyLink(each)))])]),
    lines.length > 0 ? table(fieldName("budgetBreakdown"), [{ name: say("source") }, { name: say("amount"), number: true }, { name: fieldName("period") }], lines) : null,
    list(of.budgetBreakdown).flatMap((each) => list(each.budgetLines)).slice(0, 200).map(budgetLine));
}

function budgetLine(line) {
  const components = list(line.components).map((each) => [label("component", each.name), [quoted(text(each.code), 60), " ", quoted(told(each, "description"), 200)]]);
  const measures = list(line.measures).map((each) => [[label("measure", each.id), " ", quoted(text(each.update), 60)], valueOf(each.value)]);
  return h("details", null, h("summary", null, say("budget-line"), " ", quoted(text(line.id), 80)), facts(components),
    measures.length > 0 ? table("", [{ name: fieldName("measures") }, { name: say("amount"), number: true }], measures) : null);
}

// ---- Tender, awards, contracts ----

function tenderOf(release) {
  const tender = object(release.tender);
  return section("tender", "tender", facts([
    [fieldName("id"), quoted(text(tender.id))], [fieldName("status"), label("tenderStatus", tender.status)],
    [fieldName("procurementMethod"), label("method", tender.procurementMethod)], [fieldName("procurementMethodDetails"), quoted(text(tender.procurementMethodDetails))],
    [fieldName("procurementMethodRationale"), prose(told(tender, "procurementMethodRationale"))], [fieldName("mainProcurementCategory"), label("category", tender.mainProcurementCategory)],
    [fieldName("procuringEntity"), partyLink(tender.procuringEntity)], [fieldName("awardCriteria"), codes("awardCriteria", tender.awardCriteria)], [fieldName("awardCriteriaDetails"), prose(told(tender, "awardCriteriaDetails"))],
    [fieldName("submissionMethod"), codes("submissionMethod", tender.submissionMethod)], [fieldName("submissionMethodDetails"), prose(told(tender, "submissionMethodDetails"))],
    [fieldName("eligibilityCriteria"), prose(told(tender, "eligibilityCriteria"))], [fieldName("tenderPeriod"), span(tender.tenderPeriod)], [fieldName("enquiryPeriod"), span(tender.enquiryPeriod)],
    [fieldName("numberOfTenderers"), grouped(text(tender.numberOfTenderers))], [fieldName("tenderers"), joined(list(tender.tenderers).map((each) => partyLink(each)))],
  ]));
}

function awardsOf(release) {
  const rows = list(release.awards).map((award) => [[quoted(told(award, "title") || text(award.id)), h("span.small.id", null, quoted(text(award.id), 80)), told(award, "rationale") === "" ? null : h("span.small", null, quoted(told(award, "rationale"), 300))],
    joined(list(award.suppliers).map((each) => partyLink(each, "proveedor"))), valueOf(award.value), day(award.date), label("awardStatus", award.status)]);
  return rows.length > 0 ? section("awards", "awards", table("", [{ name: say("award") }, { name: fieldName("suppliers") }, { name: say("amount"), number: true }, { name: fieldName("date") }, { name: fieldName("status") }], rows)) : null;
}

function contractOf(release, contract) {
  const award = list(release.awards).find((each) => text(each.id) === text(contract.awardID));
  const implementation = object(contract.implementation);
  const payments = list(implementation.transactions);
  const most = 300;
  const guarantees = list(contract.guarantees).map((each) => [[label("guaranteeType", each.type), " ", quoted(text(each.id), 60)], label("guaranteedObligations", each.obligations), valueOf(each.value), partyLink(each.guarantor), span(each.period)]);
  const amendments = list(contract.amendments).map((each) => h("li", null, day(each.date), " ", quoted(told(each, "description"), 600), told(each, "rationale") === "" ? null : h("span.small", null, quoted(told(each, "rationale"), 600))));
  return h("article.card", null, h("h3", null, quoted(told(contract, "title") || text(contract.id))), prose(told(contract, "description") === told(contract, "title") ? "" : told(contract, "description")),
    facts([[fieldName("id"), quoted(text(contract.id))], [fieldName("status"), label("contractStatus", contract.status)], [fieldName("value"), valueOf(contract.value)],
      [fieldName("suppliers"), award ? joined(list(award.suppliers).map((each) => partyLink(each, "proveedor"))) : null], [fieldName("dateSigned"), day(contract.dateSigned)], [fieldName("period"), span(contract.period)],
      [fieldName("implementation"), label("implementationStatus", implementation.status)], [say("amount-paid"), moneys(paid(contract))],
      [fieldName("surveillanceMechanisms"), Array.isArray(contract.surveillanceMechanisms) ? codes("surveillance", contract.surveillanceMechanisms) : ""]]),
    amendments.length > 0 ? [h("h4", null, fieldName("amendments")), h("ul.list", null, amendments)] : null,
    guarantees.length > 0 ? table(fieldName("guarantees"), ["type", "obligations", "value", "guarantor", "period"].map((name) => ({ name: fieldName(name), number: name === "value" })), guarantees) : null,
    payments.length > 0 ? h("details", null, h("summary", null, fieldName("transactions"), ` (${grouped(String(payments.length))})`), table("", [{ name: fieldName("date") }, { name: say("amount"), number: true }, { name: fieldName("payee") }, { name: fieldName("paymentMethod") }],
      payments.slice(0, most).map((each) => [[day(each.date) || say("undated"), h("span.small.id", null, quoted(text(each.id), 80))], valueOf(each.value), partyLink(each.payee), label("paymentMethod", each.paymentMethod)])), payments.length > most ? h("p.note", null, say("first-of", { n: most, all: payments.length })) : null) : null);
}

// ---- Flags and related processes ----

function flags(all) {
  if (all.length === 0) return null;
  return section("flags", "flags", h("p.note", null, say("flags-note")), h("ul.findings", null, all.slice(0, 50).map((flag) => {
    const indicator = index.indicators.find((each) => each.id === text(flag.indicator));
    const evidence = list(flag.evidence).slice(0, 20);
    return h("li", null, h("strong", null, indicator ? indicator[`name_${language}`] : quoted(text(flag.indicator))), " ", h("code", null, quoted(text(flag.indicator), 20)),
      facts([[say("flag-of"), text(flag.subject) === "" ? null : quoted(text(flag.subject), 200)], [say("processes"), own(flag, "processes") ? say("with-others", { n: Number(text(flag.processes)) - 1 }) : null], [say("value"), quoted(valueText(flag.value))], [say("threshold"), quoted(valueText(flag.threshold))], [say("law"), quoted(text(flag.law))]]),
      evidence.length > 0 ? h("ul.evidence", null, evidence.map((each) => h("li", null, h("code", null, quoted(text(each.pointer), 200)), ": ", quoted(valueText(each.value), 200)))) : null);
  })));
}

const valueText = (value) => (value !== null && typeof value === "object" ? writeJson(value) : grouped(text(value)));

function related(release) {
  const all = list(release.relatedProcesses);
  return all.length === 0 ? null : section("related", "related", h("ul.list", null, all.map((each) => h("li", null, codes("relatedProcess", each.relationship), ": ",
    text(each.scheme) === "ocid" || text(each.scheme) === "" ? h("a", { href: to("proceso", { ocid: text(each.identifier) }) }, quoted(told(each, "title") || text(each.identifier))) : quoted(told(each, "title") || text(each.identifier)),
    text(each.uri) === "" ? null : [" ", outside(text(each.uri))]))));
}

// ---- The page ----

function groupsOf(release, pick) {
  const named = (owner, key) => [say(key), ...(text(owner.id) === "" ? [] : [" ", quoted(text(owner.id), 80)])];
  return [[say("stage-planning"), pick(object(release.planning))], [say("stage-tender"), pick(object(release.tender))],
    ...list(release.awards).map((award) => [named(award, "award"), pick(award)]), ...list(release.contracts).map((contract) => [named(contract, "contract"), pick(contract)]),
    ...list(release.contracts).map((contract) => [[say("stage-implementation"), " ", quoted(text(contract.id), 80)], pick(object(contract.implementation))])];
}

function placesOf(release) {
  const places = [];
  for (const [, all] of groupsOf(release, (owner) => [owner, ...list(owner.items)])) {
    for (const owner of all) for (const place of [...list(owner.deliveryLocations), object(owner.deliveryLocation)]) places.push({ name: told(place, "description") || told(owner, "description"), geometry: place.geometry });
  }
  return places;
}

async function start() {
  await readIndex();
  const ocid = query().get("ocid") || "";
  if (ocid === "") throw new Trouble("no-ocid");
  const found = await recordOf(ocid, query().get("at") || "");
  if (query().get("at") !== null && location.protocol !== "file:") address({ ocid }, true);
  const { record } = found;
  const steps = changesOf(record.releases);
  const release = own(record, "compiledRelease") ? object(record.compiledRelease) : steps.length > 0 ? steps[steps.length - 1].release : {};
  const name = nameOf(release);
  title(name === say("untitled") ? ocid : name);
  const tender = object(release.tender);
  const contracts = list(release.contracts);
  const description = told(tender, "description") || told(object(release.planning), "rationale");
  const buyer = Object.keys(object(release.buyer)).length > 0 ? release.buyer : tender.procuringEntity;
  const head = [h("h1", { lang: langOf(release), dir: "auto" }, quoted(name, 300)), description === name ? null : prose(description), h("p.tags", null, [label("method", tender.procurementMethod), label("category", tender.mainProcurementCategory), label("tenderStatus", tender.status)].filter((each) => each !== "").map((each) => h("span.tag", null, each)),
    found.flags.length > 0 ? h("a.tag.flag", { href: "#flags" }, `⚑ ${say("flags-n", { n: found.flags.length })}`) : null),
  facts([[fieldName("buyer"), partyLink(buyer, "comprador")], [fieldName("suppliers"), joined([...new Map(list(release.awards).flatMap((award) => list(award.suppliers)).map((each) => [text(each.id) + text(each.name), each])).values()].slice(0, 20).map((each) => partyLink(each, "proveedor")))],
    [say("ocid"), h("span.id", null, quoted(ocid))], [say("last-change"), day(release.date)], [say("releases"), steps.length > 0 ? grouped(String(steps.length)) : ""]])];
  present(head, [timeline(release), amounts(release, steps), contracts.length > 0 ? section("contracts", "contracts", contracts.slice(0, 100).map((each) => contractOf(release, each)), contracts.length > 100 ? h("p.note", null, say("first-of", { n: 100, all: contracts.length })) : null) : null,
    documents(groupsOf(release, (owner) => owner.documents)), awardsOf(release), tenderOf(release), budget(release), items(groupsOf(release, (owner) => owner.items)), milestones(groupsOf(release, (owner) => owner.milestones)), parties(release.parties), map(placesOf(release)), related(release),
    flags(found.flags), findings(found.findings), releaseHistory(record.releases, steps), jsonOf(record, ocid)]);
}

begin(start);

#include "indicators/format.hpp"

#include "base/csv.hpp"
#include "json/members.hpp"
#include "json/writer.hpp"

namespace edca::indicators {
namespace {

std::string flag_json(const IndicatorFlag& flag) {
  json::Writer out;
  out.put('{');
  out.member("indicator", flag.indicator->id);
  out.member("unit", name(flag.unit));
  out.member("subject", flag.subject);
  out.raw_member("value", flag.value);
  if (!flag.threshold.empty()) out.raw_member("threshold", flag.threshold);
  if (!flag.currency.empty()) {
    out.member("amount", flag.amount);
    out.member("currency", flag.currency);
  }
  out.raw("\"ocids\":[");
  for (const std::string& ocid : flag.ocids) {
    out.escape(ocid);
    out.put(',');
  }
  out.close(']');
  out.raw(",\"evidence\":[");
  for (const IndicatorEvidence& each : flag.evidence) {
    out.put('{');
    if (!each.file.empty()) out.member("file", each.file);
    out.member("pointer", each.pointer);
    out.raw_member("value", each.value);
    out.close('}');
    out.put(',');
  }
  out.close(']');
  out.put(',');
  if (!law_of(flag).empty()) out.member("law", law_of(flag));
  out.close('}');
  return std::string(out.view());
}

void put_tally(json::Writer& out, const Indicator& indicator, const IndicatorTally& tally) {
  out.put('{');
  out.member("id", indicator.id);
  out.member("unit", name(indicator.unit));
  out.raw_member("applied", std::to_string(tally.applied));
  out.raw_member("flagged", std::to_string(tally.flagged));
  out.raw("\"not_applicable\":{");
  for (const auto& [reason, count] : tally.not_applicable) {
    out.raw_member(reason, std::to_string(count));
  }
  out.close('}');
  out.raw(",\"figures\":{");
  for (const auto& [key, figure] : tally.figures) out.raw_member(key, figure);
  out.close('}');
  out.put('}');
}

/// `"indicators":[…],"summary":{…}`
std::string figures_json(Ledger& ledger, std::uint64_t processes, std::string_view separator) {
  json::Writer out;
  out.raw("\"indicators\":[");
  bool first = true;
  for (std::size_t at = 0; at < all_indicators().size(); ++at) {
    if (!ledger.on()[at]) continue;
    if (!first) out.put(',');
    first = false;
    out.raw(separator);
    put_tally(out, all_indicators()[at], ledger.tallies()[at]);
  }
  out.raw("],\"summary\":{");
  out.raw_member("processes", std::to_string(processes));
  out.raw_member("flags", std::to_string(ledger.flags()));
  out.close('}');
  return std::string(out.view());
}

class Json final : public Format {
 public:
  std::string begin() override {
    return "{\"report\":\"edca-indicators/"
           "1\",\"tool\":{\"name\":\"edca\",\"version\":\"" EDCA_VERSION "\"},\"flags\":[";
  }
  std::string flag(const IndicatorFlag& flag) override {
    std::string text = first_ ? "\n" : ",\n";
    first_ = false;
    return text += flag_json(flag);
  }
  std::string end(Ledger& ledger, const Cardinal&, std::uint64_t processes) override {
    std::string markets = "],\n\"markets\":[";
    for (const std::string& market : ledger.markets()) {
      markets += (markets.back() == '[' ? "\n" : ",\n") + market;
    }
    return markets + "],\n" + figures_json(ledger, processes, "\n") + "}\n";
  }

 private:
  bool first_ = true;
};

class JsonLines final : public Format {
 public:
  std::string flag(const IndicatorFlag& flag) override { return flag_json(flag) + "\n"; }
  std::string end(Ledger& ledger, const Cardinal&, std::uint64_t processes) override {
    std::string markets = "[";
    for (const std::string& market : ledger.markets())
      markets += (markets.size() > 1 ? "," : "") + market;
    return "{" + figures_json(ledger, processes, "") + ",\"markets\":" + markets + "]}\n";
  }
};

/// A value in a cell: the text of a JSON string, other JSON as it is.
std::string cell(const std::string& json) {
  return json::decoded(json).value_or(json);
}

class Csv final : public Format {
 public:
  std::string begin() override {
    std::string out;
    base::write_csv_row({"indicator", "unit", "subject", "value", "threshold", "ocids", "file",
                         "pointer", "evidence", "law", "amount", "currency"},
                        out);
    return out;
  }
  std::string flag(const IndicatorFlag& flag) override {
    std::string ocids;
    for (const std::string& ocid : flag.ocids) ocids += (ocids.empty() ? "" : " ") + ocid;
    std::string out;
    const auto row = [&](const IndicatorEvidence& each) {
      base::write_csv_row({std::string(flag.indicator->id), std::string(name(flag.unit)),
                           flag.subject, cell(flag.value), cell(flag.threshold), ocids, each.file,
                           each.pointer, each.value, std::string(law_of(flag)),
                           flag.currency.empty() ? std::string() : flag.amount, flag.currency},
                          out);
    };
    for (const IndicatorEvidence& each : flag.evidence) row(each);
    if (flag.evidence.empty()) row({});
    return out;
  }
  std::string end(Ledger&, const Cardinal&, std::uint64_t) override { return {}; }
};

class CardinalJson final : public Format {
 public:
  std::string flag(const IndicatorFlag&) override { return {}; }
  std::string end(Ledger& ledger, const Cardinal& cardinal, std::uint64_t) override {
    constexpr std::string_view names[] = {"OCID", "Buyer", "ProcuringEntity", "Tenderer"};
    json::Writer out;
    out.put('{');
    for (std::size_t at = 0; at < Cardinal::groups; ++at) {
      const auto& results = cardinal.results(static_cast<Cardinal::Group>(at));
      if (!results.empty()) put_group(out, names[at], results);
    }
    out.raw("\"Meta\":{");
    for (std::size_t at = 0; at < all_indicators().size(); ++at) {
      const auto& figures = ledger.tallies()[at].figures;
      if (figures.empty()) continue;
      out.escape(all_indicators()[at].id);
      out.raw(":{");
      for (const auto& [key, figure] : figures) out.raw_member(key, figure);
      out.close('}');
      out.put(',');
    }
    out.close('}');
    out.raw("}\n");
    return std::string(out.view());
  }

 private:
  static void put_group(json::Writer& out, std::string_view name,
                        const Cardinal::Results& results) {
    out.escape(name);
    out.raw(":{");
    for (const auto& [subject, values] : results) {
      out.escape(subject);
      out.raw(":{");
      for (const auto& [id, value] : values) out.raw_member(id, json_number(value));
      out.close('}');
      out.put(',');
    }
    out.close('}');
    out.put(',');
  }
};

}  // namespace

std::string_view law_of(const IndicatorFlag& flag) {
  return flag.law.empty() ? flag.indicator->law : std::string_view(flag.law);
}

std::unique_ptr<Format> make_format(IndicatorFormat format, Language language) {
  switch (format) {
    case IndicatorFormat::json:
      return std::make_unique<Json>();
    case IndicatorFormat::jsonl:
      return std::make_unique<JsonLines>();
    case IndicatorFormat::csv:
      return std::make_unique<Csv>();
    case IndicatorFormat::html:
      return make_html_format(language);
    case IndicatorFormat::cardinal:
      return std::make_unique<CardinalJson>();
    case IndicatorFormat::text:
      break;
  }
  return make_text_format(language);
}

}  // namespace edca::indicators

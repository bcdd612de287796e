// valijson with RapidJSON, used as its documentation shows: a tree of each text, then the
// validator.
//
//   valijson_naive SCHEMA lines FILE    every line is a text
//   valijson_naive SCHEMA whole FILE    the file is one text

#include <string>
#include <string_view>

#include "peer.hpp"

#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace {

using valijson::adapters::RapidJsonAdapter;

void judge(const std::string& text, const valijson::Schema& schema, peer::Counts& counts) {
  rapidjson::Document document;
  document.Parse(text.c_str());
  if (document.HasParseError()) {
    ++counts.invalid;
    return;
  }
  valijson::Validator validator;
  valijson::ValidationResults results;
  const RapidJsonAdapter adapter(document);
  if (!validator.validate(schema, adapter, &results)) ++counts.invalid;
  counts.errors += results.numErrors();
}

int run(char** arguments) {
  rapidjson::Document text;
  text.Parse(peer::read_file(arguments[1]).c_str());
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft4);
  const RapidJsonAdapter adapter(text);
  parser.populateSchema(adapter, schema);
  if (std::string_view(arguments[2]) == "lines") {
    return peer::print(peer::each_line(
        arguments[3],
        [&](const std::string& line, peer::Counts& counts) { judge(line, schema, counts); }));
  }
  peer::Counts counts;
  counts.texts = 1;
  judge(peer::read_file(arguments[3]), schema, counts);
  return peer::print(counts);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::fprintf(stderr, "usage: valijson_naive SCHEMA lines|whole FILE\n");
    return 2;
  }
  return peer::guarded([&] { return run(arguments); });
}

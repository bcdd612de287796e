// RapidJSON's own SchemaValidator over the events of its reader. It stops at the first error of a
// text and asserts no formats.
//
//   rapidjson_schema SCHEMA lines FILE    every line is a text
//   rapidjson_schema SCHEMA whole FILE    the file is one text

#include <string>
#include <string_view>

#include "peer.hpp"

#ifdef __SSE4_2__
#define RAPIDJSON_SSE42
#endif
#include <rapidjson/document.h>
#include <rapidjson/reader.h>
#include <rapidjson/schema.h>

namespace {

void judge(const std::string& text, rapidjson::SchemaValidator& validator, peer::Counts& counts) {
  validator.Reset();
  rapidjson::Reader reader;
  rapidjson::StringStream stream(text.c_str());
  const bool parsed = !reader.Parse(stream, validator).IsError();
  if (!parsed || !validator.IsValid()) ++counts.invalid;
  if (!validator.IsValid()) ++counts.errors;
}

int run(char** arguments) {
  rapidjson::Document text;
  text.Parse(peer::read_file(arguments[1]).c_str());
  const rapidjson::SchemaDocument schema(text);
  rapidjson::SchemaValidator validator(schema);
  if (std::string_view(arguments[2]) == "lines") {
    return peer::print(peer::each_line(
        arguments[3],
        [&](const std::string& line, peer::Counts& counts) { judge(line, validator, counts); }));
  }
  peer::Counts counts;
  counts.texts = 1;
  judge(peer::read_file(arguments[3]), validator, counts);
  return peer::print(counts);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::fprintf(stderr, "usage: rapidjson_schema SCHEMA lines|whole FILE\n");
    return 2;
  }
  return peer::guarded([&] { return run(arguments); });
}

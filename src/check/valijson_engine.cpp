#include "check/valijson_engine.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <unordered_map>

#include "base/hash.hpp"
#include "edca/error.hpp"
#include "json/pointer.hpp"
#include "json/rapidjson.hpp"
#include "schema/formats.hpp"
#include "schema/keywords.hpp"

// valijson sets its own, which throws; and brings std::regex, which GCC 12 wrongly warns of.
#undef RAPIDJSON_ASSERT
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#define VALIJSON_USE_EXCEPTIONS 1
#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/constraint_builder.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace edca::check {
namespace {

using Adapter = valijson::adapters::RapidJsonAdapter;
using Context = std::vector<std::string>;
using Results = valijson::ValidationResults;

/// What a text has.
struct Facts {
  std::set<std::string> names;  ///< of all members
  std::size_t depth = 0;
};

/// Makes a document of the events of a reader.
class DocumentBuilder {
 public:
  DocumentBuilder(rapidjson::Document& document, Facts& facts)
      : document_(document), facts_(facts) {}

  bool Null() { return document_.Null(); }
  bool Bool(bool value) { return document_.Bool(value); }
  bool Int(int value) { return document_.Int(value); }
  bool Uint(unsigned value) { return document_.Uint(value); }
  bool Int64(std::int64_t value) { return document_.Int64(value); }
  bool Uint64(std::uint64_t value) { return document_.Uint64(value); }
  bool Double(double value) { return document_.Double(value); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    const char* end = text + size;
    const auto whole = [&](auto& value) {
      const auto [stop, error] = std::from_chars(text, end, value);
      return stop == end && error == std::errc();
    };
    std::int64_t integer = 0;
    if (whole(integer)) return document_.Int64(integer);
    std::uint64_t natural = 0;
    if (whole(natural)) return document_.Uint64(natural);
    // A number beyond double is as large, or as small, as one can be.
    double value = 0;
    const bool large = std::from_chars(text, end, value).ec == std::errc::result_out_of_range &&
                       std::abs(std::strtod(std::string(text, size).c_str(), nullptr)) > 1;
    if (large) value = std::numeric_limits<double>::max() * (*text == '-' ? -1 : 1);
    return document_.Double(value);
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return document_.String(text, size, true);
  }
  bool StartObject() { return open() && document_.StartObject(); }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    facts_.names.emplace(text, size);
    return document_.Key(text, size, true);
  }
  bool EndObject(rapidjson::SizeType count) { return close() && document_.EndObject(count); }
  bool StartArray() { return open() && document_.StartArray(); }
  bool EndArray(rapidjson::SizeType count) { return close() && document_.EndArray(count); }

 private:
  bool open() {
    facts_.depth = std::max(facts_.depth, ++depth_);
    return true;
  }
  bool close() { return depth_-- > 0; }

  rapidjson::Document& document_;
  Facts& facts_;
  std::size_t depth_ = 0;
};

Facts read_document(std::string_view text, rapidjson::Document& document) {
  Facts facts;
  const std::string small = json::with_small_numbers(text);
  const auto generate = [&](rapidjson::Document& made) {
    DocumentBuilder builder(made, facts);
    rapidjson::MemoryStream stream(small.data(), small.size());
    json::OriginalNumbers<DocumentBuilder> original(builder, text, stream);
    return json::read_stream<json::exact_flags>(stream, small, original).ok();
  };
  document.Populate(generate);
  return facts;
}

/// A constraint of ours among those of valijson; says which keyword failed where.
template <class Check>
class OwnConstraint : public valijson::constraints::PolyConstraint {
 public:
  explicit OwnConstraint(Check check) : check_(std::move(check)) {}

  bool validate(const valijson::adapters::Adapter& target, const Context& context,
                Results* results) const override {
    const bool valid = check_(static_cast<const Adapter&>(target));
    if (!valid && results != nullptr) results->pushError(context, Check::failure);
    return valid;
  }

 private:
  valijson::constraints::Constraint* cloneInto(void* place) const override {
    return new (place) OwnConstraint(*this);
  }
  std::size_t sizeOf() const override { return sizeof(OwnConstraint); }

  Check check_;
};

template <class Check>
class OwnBuilder : public valijson::ConstraintBuilder {
 public:
  valijson::constraints::Constraint* make(const valijson::adapters::Adapter& value) const override {
    return new OwnConstraint<Check>(Check(value));
  }
};

struct MatchesPattern {
  static constexpr const char* failure = "own pattern";
  explicit MatchesPattern(const valijson::adapters::Adapter& value)
      : pattern(std::make_shared<const schema::Pattern>(value.asString())) {}
  bool operator()(const Adapter& target) const {
    return !target.isString() || pattern->matches(target.asString());
  }
  std::shared_ptr<const schema::Pattern> pattern;
};

struct HasFormat {
  static constexpr const char* failure = "own format";
  explicit HasFormat(const valijson::adapters::Adapter& value)
      : format(schema::format_named(value.asString())) {}
  bool operator()(const Adapter& target) const {
    return !target.isString() || has_format(format, target.asString());
  }
  schema::Format format;
};

/// A hash that equal values share, whoever made them; numbers by what they are as a double.
class ValueHash {
 public:
  std::uint64_t of(const Adapter& value) const {
    if (value.isString()) return hash_.hash(1, value.asString()).low;
    if (value.isNumber()) return number(value.getNumber());
    if (value.isBool()) return value.asBool() ? 2 : 3;
    std::uint64_t sum = value.isArray() ? 4 : value.isObject() ? 5 : 6;
    if (value.isArray()) {
      for (const Adapter element : value.asArray()) sum = mix(sum, of(element));
    } else if (value.isObject()) {
      // In whatever order the members stand.
      for (const auto& [name, member] : value.asObject())
        sum += mix(hash_.hash(7, name).low, of(member));
    }
    return sum;
  }

 private:
  std::uint64_t number(double value) const {
    if (value == 0) value = 0;  // -0 too
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    return hash_.hash(8, {bytes, sizeof bytes}).low;
  }
  std::uint64_t mix(std::uint64_t one, std::uint64_t other) const {
    const std::uint64_t both[] = {one, other};
    char bytes[sizeof both];
    std::memcpy(bytes, both, sizeof both);
    return hash_.hash(9, {bytes, sizeof bytes}).low;
  }

  base::KeyedHash hash_;
};

/// valijson names every pair of equal elements, which are too many to be kept, and compares each
/// with all others, which takes too long.
struct IsUnique {
  static constexpr const char* failure = "own uniqueItems";
  explicit IsUnique(const valijson::adapters::Adapter& value) : wanted(value.asBool()) {}
  bool operator()(const Adapter& target) const {
    if (!wanted || !target.isArray()) return true;
    const ValueHash hash;
    std::unordered_map<std::uint64_t, std::vector<Adapter>> alike;
    for (const Adapter one : target.asArray()) {
      std::vector<Adapter>& others = alike[hash.of(one)];
      for (const Adapter& other : others)
        if (one.equalTo(other, true)) return false;
      others.push_back(one);
    }
    return true;
  }
  bool wanted;
};

struct Failure {
  std::string_view description;  ///< how valijson's words begin
  std::string_view keyword;
};
constexpr std::array failures{
    Failure{"own pattern", "pattern"},
    Failure{"own format", "format"},
    Failure{"own uniqueItems", "uniqueItems"},
    Failure{"Value type not permitted", "type"},
    Failure{"Missing required property", "required"},
    Failure{"Missing dependency", "dependencies"},
    Failure{"Failed to match against any enum", "enum"},
    Failure{"Expected number less", "maximum"},
    Failure{"Expected number greater", "minimum"},
    Failure{"Value should be a multiple", "multipleOf"},
    Failure{"Value could not be converted", "multipleOf"},
    Failure{"String should be no more", "maxLength"},
    Failure{"String should be no fewer", "minLength"},
    Failure{"Array should contain no more", "maxItems"},
    Failure{"Array should contain no fewer", "minItems"},
    Failure{"Array contains more items than allowed", "additionalItems"},
    Failure{"Cannot validate item", "additionalItems"},
    Failure{"Object should have no more", "maxProperties"},
    Failure{"Object should have no fewer", "minProperties"},
    Failure{"Object contains a property that could not", "additionalProperties"},
    Failure{"Target should not validate", "not"},
    Failure{"Failed to validate against any schemas allowed by anyOf", "anyOf"},
    Failure{"Failed to validate against any child schemas allowed by oneOf", "oneOf"},
    Failure{"Failed to validate against exactly one", "oneOf"},
};

std::string_view keyword_of(std::string_view description) {
  for (const Failure& failure : failures) {
    if (description.starts_with(failure.description)) return failure.keyword;
  }
  return {};  // only says that something below failed
}

/// "<root>", "[name]", "[0]" as a JSON Pointer.
std::string pointer_of(const Context& context) {
  std::string pointer;
  for (std::size_t at = 1; at < context.size(); ++at) {
    json::append_token(pointer, std::string_view(context[at]).substr(1, context[at].size() - 2));
  }
  return pointer;
}

std::vector<ValijsonEngine::Error> translate(const Results& results) {
  std::vector<ValijsonEngine::Error> errors;
  for (const Results::Error& error : results) {
    const std::string_view keyword = keyword_of(error.description);
    if (keyword.empty()) continue;
    std::string pointer = pointer_of(error.context);
    if (keyword == "anyOf" || keyword == "oneOf") {
      // Those of the branches come first.
      while (!errors.empty() && errors.back().pointer.starts_with(pointer)) errors.pop_back();
    }
    std::string property;
    const std::size_t quote = error.description.find('\'');
    if (keyword == "required" && quote != std::string::npos) {
      property = error.description.substr(quote + 1, error.description.rfind('\'') - quote - 1);
    }
    errors.push_back({std::move(pointer), keyword, std::move(property)});
  }
  return errors;
}

}  // namespace

/// A schema as valijson gets it, for texts with certain names.
struct ValijsonEngine::Prepared {
  explicit Prepared(schema::Bundler given) : bundler(std::move(given)) { populate({}); }

  void populate(std::set<std::string> matching) {
    rapidjson::Document document;
    read_document(json::write(bundler.bundle(matching)), document);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft4);
    // The parser deletes them.
    using schema::Bundler;
    const auto own = [&](std::string_view keyword, const valijson::ConstraintBuilder* builder) {
      parser.addConstraintBuilder(std::string(keyword), builder);
    };
    own(Bundler::pattern_keyword, new OwnBuilder<MatchesPattern>);
    own(Bundler::format_keyword, new OwnBuilder<HasFormat>);
    own(Bundler::unique_keyword, new OwnBuilder<IsUnique>);
    schema = std::make_unique<valijson::Schema>();
    parser.populateSchema(Adapter(document), *schema);
    names = std::move(matching);
  }

  schema::Bundler bundler;
  std::set<std::string> names;
  std::unique_ptr<valijson::Schema> schema;
};

ValijsonEngine::ValijsonEngine() = default;
ValijsonEngine::~ValijsonEngine() = default;

ValijsonEngine::Prepared& ValijsonEngine::prepared(const schema::Compiler& compiler,
                                                   const schema::Node& node) {
  std::unique_ptr<Prepared>& known = schemas_[&node];
  if (!known) known = std::make_unique<Prepared>(compiler.bundler(node));
  return *known;
}

std::vector<ValijsonEngine::Error> ValijsonEngine::errors(const schema::Compiler& compiler,
                                                          const schema::Node& node,
                                                          std::string_view text) {
  rapidjson::Document document;
  const Facts facts = read_document(text, document);
  // It calls itself for every level of the text and every schema of a chain.
  constexpr std::size_t deepest = 2000;
  if (facts.depth * compiler.longest_chain() > deepest) {
    throw edca::Error(ErrorKind::schema, "schema.valijson-depth");
  }
  try {
    Prepared& judge = prepared(compiler, node);
    std::set<std::string> matching = judge.bundler.matching(facts.names);
    if (matching != judge.names) judge.populate(std::move(matching));
    Results results;
    valijson::Validator validator;
    const bool valid = validator.validate(*judge.schema, Adapter(document), &results);
    std::vector<Error> errors = valid ? std::vector<Error>() : translate(results);
    if (!valid && errors.empty()) errors.push_back({{}, "not", {}});
    return errors;
  } catch (const edca::Error&) {
    throw;
  } catch (const std::exception& error) {
    throw edca::Error(ErrorKind::schema, "schema.valijson", {{"reason", error.what()}});
  }
}

}  // namespace edca::check

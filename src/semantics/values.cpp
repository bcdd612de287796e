#include "semantics/values.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "schema/name_table.hpp"
#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

/// In the order of Name.
const schema::NameTable& names() {
  static const schema::NameTable table({
      "amount",
      "availableLanguage",
      "availableLanguages",
      "classificationID",
      "coordinates",
      "countryName",
      "date",
      "dateMet",
      "dateModified",
      "datePublished",
      "dateSigned",
      "description",
      "documentType",
      "dueDate",
      "durationInDays",
      "email",
      "endDate",
      "faxNumber",
      "format",
      "id",
      "language",
      "maxExtentDate",
      "netAmount",
      "percentage",
      "postalCode",
      "publishedDate",
      "quantity",
      "startDate",
      "streetAddress",
      "telephone",
      "title",
      "unitName",
      "updated",
      "uri",
      "url",
  });
  return table;
}

void check(const Visit& visit, const Process& process, Recorder& recorder) {
  if (visit.value.kind == Kind::string && !check_string(visit, process.hints, recorder)) return;
  switch (visit.name) {
    case Name::amount:
    case Name::net_amount:
    case Name::quantity:
      check_amount(visit, process, recorder);
      break;
    case Name::start_date:
      if (visit.object != nullptr) check_period(*visit.object, recorder);
      check_date(visit, process, recorder);
      break;
    case Name::end_date:
    case Name::max_extent_date:
    case Name::date:
    case Name::date_met:
    case Name::date_modified:
    case Name::date_published:
    case Name::date_signed:
    case Name::due_date:
    case Name::published_date:
    case Name::updated:
    case Name::duration:
      check_date(visit, process, recorder);
      break;
    case Name::available_language:
    case Name::language:
    case Name::country_name:
    case Name::document_type:
    case Name::format:
      check_code(visit, process, recorder);
      break;
    case Name::email:
    case Name::telephone:
    case Name::fax:
    case Name::postal_code:
    case Name::uri:
    case Name::url:
      check_contact(visit, process, recorder);
      break;
    case Name::coordinates:
      check_coordinates(visit, process, recorder);
      break;
    default:
      break;
  }
}

/// All values of an item in the order of the text, without calling itself.
class Pass {
 public:
  Pass(const Process& process, Recorder& recorder) : process_(process), recorder_(recorder) {}

  void run() {
    levels_.reserve(deep);
    open(*process_.root, {}, Name::other);
    while (!levels_.empty()) {
      if (at_ == levels_.back().end) {
        levels_.pop_back();
      } else {
        step(levels_.back());
      }
    }
  }

 private:
  /// Levels that an item has at most, as a rule.
  static constexpr std::size_t deep = 16;

  struct Level {
    const Value* container;
    const Value* end;
    std::string_view key;     ///< under which the container stands; of a list, its elements too
    std::string_view around;  ///< the name of what the object, or the list it is in, belongs to
    Name name;
  };

  void step(const Level& level) {
    std::string_view key = level.key;
    Name name = level.name;
    const bool member = level.container->kind == Kind::object;
    if (member) {
      key = at_->view();
      name = at_[1].kind == Kind::object ? Name::other : name_of(key);
      if (levels_.size() == 1) section_ = key;
      ++at_;
    }
    const Value& value = *at_;
    const bool list = value.kind == Kind::array && value.size != 0;
    if (name != Name::other || value.kind == Kind::string || list) {
      const Visit visit{name,      key,          value,   member ? level.container : nullptr,
                        level.key, level.around, section_};
      check(visit, process_, recorder_);
      if (list && !check_list(visit, process_, recorder_))
        check_missing_ids(value, schema_of(key), references(), recorder_);
    }
    if (!value.is_container()) {
      ++at_;
      return;
    }
    if (value.size == 0) {
      recorder_.add(value.kind == Kind::array ? base::RuleId("text.empty/array")
                                              : base::RuleId("text.empty/object"),
                    value);
    }
    open(value, key, name);
  }

  /// What the schema says of a value in the innermost level; nullptr where it says nothing.
  const schema::Node* schema_of(std::string_view key) const {
    const schema::Node* node = process_.schema;
    for (std::size_t at = 1; at <= levels_.size() && node != nullptr; ++at) {
      const bool last = at == levels_.size();
      if (levels_[at - 1].container->kind == Kind::array) {
        node = node->array == nullptr ? nullptr : node->array->items;
        continue;
      }
      const std::string_view name = last ? key : levels_[at].key;
      const schema::ObjectPlan* plan = node->object;
      const std::uint32_t index =
          plan == nullptr ? schema::NameTable::none : plan->names.find(name.data(), name.size());
      node = index == schema::NameTable::none ? nullptr : plan->properties[index].node;
    }
    return node;
  }

  const std::vector<const Value*>& references() {
    if (references_.empty() && !process_.references.empty()) {
      for (const Reference& reference : process_.references)
        references_.push_back(reference.object);
      std::sort(references_.begin(), references_.end());
    }
    return references_;
  }

  /// Keys stand in the text of the item, with readable bytes behind them.
  Name name_of(std::string_view key) const {
    const std::uint32_t index = names_.find(key.data(), key.size());
    return index == schema::NameTable::none ? Name::other : static_cast<Name>(index);
  }

  void open(const Value& value, std::string_view key, Name name) {
    std::string_view around;
    if (!levels_.empty()) {
      const bool in_list = levels_.back().container->kind == Kind::array && levels_.size() > 1;
      around = in_list ? levels_[levels_.size() - 2].key : levels_.back().key;
    }
    levels_.push_back({&value, value.next(), key, around, name});
    at_ = &value + 1;
  }

  const Process& process_;
  Recorder& recorder_;
  const schema::NameTable& names_ = names();
  std::vector<Level> levels_;
  const Value* at_ = nullptr;
  std::string_view section_;
  std::vector<const Value*> references_;  ///< of the process, sorted, once they were asked for
};

}  // namespace

void check_values(const Process& process, Recorder& recorder) {
  Pass(process, recorder).run();
}

}  // namespace edca::semantics

#include "cli/publish/intake.hpp"

#include "json/text.hpp"

namespace edca::cli {
namespace {

portal::ItemKind item_kind(check::Kind kind) {
  using check::Kind;
  if (kind == Kind::record || kind == Kind::record_package) return portal::ItemKind::record;
  if (kind == Kind::project || kind == Kind::project_package) return portal::ItemKind::project;
  return portal::ItemKind::release;
}

}  // namespace

void PublishIntake::take(Kind kind, const Item& item) {
  const bool object = item.text.starts_with('{');
  if ((!object || !json::is_utf8(item.text)) && !readable(item)) return;
  if (!object || kind == Kind::versioned_release) {
    add("package.item", item).variant = object ? check::name(kind) : "not-object";
    return;
  }
  const portal::ItemKind made = item_kind(kind);
  if (made != portal::ItemKind::project) {
    any_release_ = true;
    if (item.bare && rules_ != nullptr) count(rules_->item(kind, item.text));
  }
  batch_.push_back({made, item.text, package_of(item), item.place.offset});
  ++items_;
}

void PublishIntake::batch(const json::Batch& batch, const json::Reader& reader) {
  Intake::batch(batch, reader);
  builder_.add(batch_);
  batch_.clear();
}

/// Where bytes of the file are not those of its items, these have to be kept elsewhere.
std::uint64_t PublishIntake::add_package() {
  const json::Input& input = *input_;
  const bool plain = input.packing == json::Packing::plain && !input.standard_input() &&
                     !input.stream && !one_byte();
  return builder_.add_package(input.name, plain ? input.path : std::string());
}

std::uint64_t PublishIntake::begin_package(Kind, const json::Value&) {
  const std::uint64_t number = numbers_.size() + 1;
  numbers_[number] = add_package();
  return number;
}

void PublishIntake::end_package(Kind kind, const json::Value& metadata, std::string_view first,
                                std::uint64_t number) {
  builder_.describe(numbers_.at(number), item_kind(kind), metadata);
  if (kind != Kind::project_package && rules_ != nullptr) {
    count(rules_->package(kind, metadata, first));
  }
}

std::uint64_t PublishIntake::package_of(const Item& item) {
  if (item.package != 0) return numbers_.at(item.package);
  const auto [at, added] = bare_.try_emplace(file_, 0);
  if (added) at->second = add_package();
  return at->second;
}

}  // namespace edca::cli

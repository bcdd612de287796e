#include "merge/merger.hpp"

#include "merge/order.hpp"

namespace edca::merge {
namespace {

void fail(Result& result, json::Tree::Read read, std::size_t input) {
  Failure failure;
  failure.reason = read.error == json::ReadError::depth ? Reason::too_deep : Reason::unreadable;
  failure.detail = std::to_string(read.offset);
  if (input != Release::existing) failure.releases.push_back(input);
  result.failure = std::move(failure);
}

void locate(Release& release, const json::Tree& tree) {
  release.object = &tree.at(release.root);
  release.ocid = find(*release.object, "ocid");
  release.id = find(*release.object, "id");
  release.date = find(*release.object, "date");
  release.tag = find(*release.object, "tag");
}

}  // namespace

Merger::Merger(const Rules& rules, Options options)
    : options_(std::move(options)),
      strategies_(options_.strategies.begin(), options_.strategies.end()),
      flattener_(arena_, rules, options_) {}

Result Merger::merge(std::span<const std::string_view> releases, Form form, std::string& out,
                     std::string_view existing) {
  tree_.clear();
  releases_.clear();
  reading_ = {};
  read(releases, reading_);
  return again(form, out, existing);
}

void Merger::read(std::span<const std::string_view> releases, Result& result) {
  for (std::size_t input = 0; input < releases.size(); ++input) {
    const json::Tree::Read read = tree_.parse(releases[input]);
    if (read.error != json::ReadError::none) return fail(result, read, input);
    if (read.lossy) result.lossy.push_back(input);
    Release& release = releases_.emplace_back();
    release.input = input;
    release.root = read.root;
  }
  for (Release& release : releases_) locate(release, tree_);
  result.failure = sort_releases(releases_, releases, options_.strict, result.warnings);
}

bool Merger::read_existing(std::string_view existing, Result& result) {
  existing_ = {};
  has_existing_ = !existing.empty();
  if (!has_existing_) return true;
  const json::Tree::Read read = tree_.parse(existing);
  if (read.error != json::ReadError::none) {
    fail(result, read, Release::existing);
    return false;
  }
  existing_.root = read.root;
  locate(existing_, tree_);
  for (Release& release : releases_) locate(release, tree_);
  if (existing_.object->kind == json::NodeKind::object) return true;
  result.failure = Failure{Reason::not_object, {}, {}, {}, {}};
  return false;
}

Result Merger::again(Form form, std::string& out, std::string_view existing) {
  Result result = reading_;
  if (!result.ok() || !read_existing(existing, result)) return result;
  std::map<std::string, Strategy> strategies = strategies_;
  flatten(form, strategies);
  const bool repeat =
      options_.on_duplicate_id != Strategy::merge && !flattener_.duplicates().empty();
  if (repeat) {
    for (Warning& warning : flattener_.warnings()) {
      if (warning.code == "merge.duplicate-id") result.warnings.push_back(std::move(warning));
    }
    for (const std::string& array : flattener_.duplicates()) {
      strategies.emplace(array, options_.on_duplicate_id);
    }
    flatten(form, strategies);
  }
  std::vector<Warning>& warnings = flattener_.warnings();
  std::move(warnings.begin(), warnings.end(), std::back_inserter(result.warnings));
  result.failure = flattener_.failure();
  const Slot* root = &flattener_.root();
  if (result.ok() && !flattener_.clean()) root = unflatten(result);
  if (result.ok()) write(form, *root, result, out);
  return result;
}

void Merger::flatten(Form form, const std::map<std::string, Strategy>& strategies) {
  arena_.clear();
  flattener_.begin(form, releases_, &strategies);
  if (has_existing_) flattener_.add_existing(*existing_.object);
  flattener_.add_all();
}

const Slot* Merger::unflatten(Result& result) {
  Unflattener unflattener(flattener_.slots());
  const Slot* root = unflattener.run(flattener_.root(), flattener_.leaves(), releases_);
  std::vector<Warning>& warnings = unflattener.warnings();
  std::move(warnings.begin(), warnings.end(), std::back_inserter(result.warnings));
  result.failure = unflattener.failure();
  return root;
}

void Merger::write(Form form, const Slot& root, Result& result, std::string& out) {
  writer_.clear();
  emitter_.write(root, form, releases_, writer_);
  out += writer_.view();
  if (!options_.blame || form != Form::compiled) return;
  writer_.clear();
  emitter_.blame(root, releases_, existing_, writer_);
  result.blame = writer_.view();
}

}  // namespace edca::merge

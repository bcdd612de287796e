#include "edca/template_maker.hpp"

#include <algorithm>

#include "base/session.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "items/item_reader.hpp"
#include "ocds/extensions.hpp"
#include "package/names.hpp"
#include "rows/inputs.hpp"
#include "tables/names.hpp"
#include "tables/template_book.hpp"

namespace edca {
namespace tables {
namespace {

/// Reads inputs of any form and fills what is in them into the rows of a workbook.
class TemplateReader final : public items::ItemReader {
 public:
  TemplateReader(const ReadOptions& options, const std::string& temporary_folder, bool of_projects,
                 TemplateRows& rows, items::RunLog& log)
      : items::ItemReader(options.encoding, temporary_folder, log),
        of_projects_(of_projects),
        rows_(rows) {
    accept_any_value();
  }

  std::uint64_t passed_over() const { return passed_over_; }

 private:
  void take(Kind kind, const Item& item) override {
    if (!readable(item)) return;
    if ((kind == Kind::project) != of_projects_ || kind == Kind::versioned_release) {
      ++passed_over_;
      return;
    }
    const json::Tree::Read read = tree_.parse(item.text);
    if (read.error != json::ReadError::none) return;  // readable() told of it
    const json::Node& root = tree_.at(read.root);
    if (kind == Kind::record) {
      record(root);
    } else if (root.kind == json::NodeKind::object) {
      rows_.item(root);
    }
    tree_.clear();
  }

  void record(const json::Node& record) {
    const json::Node* compiled = json::find(record, "compiledRelease");
    if (compiled != nullptr && compiled->kind == json::NodeKind::object) {
      return rows_.item(*compiled);
    }
    const json::Node* releases = json::find(record, "releases");
    if (releases == nullptr || releases->kind != json::NodeKind::array) return;
    const json::Node* release = releases + 1;
    for (std::uint32_t at = 0; at < releases->size; ++at, release = release->next()) {
      // A link to a release has none of its fields.
      const bool linked = json::find(*release, "url") != nullptr;
      if (release->kind == json::NodeKind::object && !linked) rows_.item(*release);
    }
  }

  std::uint64_t begin_package(Kind, const json::Value&) override { return ++packages_; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}

  bool of_projects_;
  TemplateRows& rows_;
  json::Tree tree_;
  std::uint64_t passed_over_ = 0;
  std::uint64_t packages_ = 0;
};

TemplateRequest request_of(const TemplateOptions& options, bool filled) {
  TemplateRequest request;
  if (options.detail) request.detail = static_cast<Detail>(*options.detail);
  request.tables = options.tables;
  request.language = options.language;
  request.prefix = options.prefix;
  request.of_release = filled;
  return request;
}

schema::ProfileKey key_of(schema::Catalog& catalog, const ReadOptions& read) {
  const auto extra = ocds::load_extensions(catalog, read);
  schema::ProfileKey key =
      schema::profile_named(catalog, read.profile == "auto" ? "edca-mx" : read.profile);
  if (!read.extensions) key.extensions.clear();
  for (const schema::Extension* extension : extra) {
    if (std::ranges::find(key.extensions, extension) == key.extensions.end()) {
      key.extensions.push_back(extension);
    }
  }
  schema::order_extensions(key.extensions);
  return key;
}

}  // namespace
}  // namespace tables

std::string_view name(TemplateDetail detail) noexcept {
  constexpr std::string_view names[] = {"basic", "common", "full"};
  return names[static_cast<std::size_t>(detail)];
}

struct TemplateMaker::Parts {
  explicit Parts(TemplateOptions given)
      : options(std::move(given)), profile(catalog, tables::key_of(catalog, options.read)) {}
  TemplateOptions options;
  schema::Catalog catalog;
  schema::Profile profile;
};

TemplateMaker::TemplateMaker(TemplateOptions options)
    : parts_(std::make_unique<Parts>(std::move(options))) {
  const std::string& prefix = parts_->options.prefix;
  if (!prefix.empty() && !package::is_prefix(prefix)) {
    throw Error(ErrorKind::usage, "template.prefix", {{"prefix", prefix}});
  }
  static_cast<void>(tables::make_template(parts_->catalog, parts_->profile,
                                          tables::request_of(parts_->options, false)));
}
TemplateMaker::~TemplateMaker() = default;
TemplateMaker::TemplateMaker(TemplateMaker&&) noexcept = default;
TemplateMaker& TemplateMaker::operator=(TemplateMaker&&) noexcept = default;

TemplateSummary TemplateMaker::write(const std::vector<std::string>& arguments,
                                     const std::string& file, bool overwrite, FindingSink& sink,
                                     const Session& session) const {
  if (!tables::in_small_letters(file).ends_with(".xlsx")) {
    throw Error(ErrorKind::usage, "template.target", {{"path", file}});
  }
  const bool filled = !arguments.empty();
  const tables::TemplateModel model = tables::make_template(
      parts_->catalog, parts_->profile, tables::request_of(parts_->options, filled));
  tables::TemplateRows rows(model);
  items::RunLog log(sink);
  TemplateSummary summary;
  const io::InputList inputs =
      rows::expand(arguments, parts_->options.read, session.temporary_folder);
  io::refuse_inputs({file}, inputs);
  io::Output output(file, overwrite);
  if (filled) {
    tables::TemplateReader reader(parts_->options.read, session.temporary_folder,
                                  parts_->profile.is_oc4ids(), rows, log);
    const std::uint64_t total = io::bytes_of(inputs);
    reader.read(inputs, [&](std::uint64_t bytes) {
      base::tell(session, {log.files() - 1, bytes, total});
      summary.cancelled = base::cancelled(session);
      return !summary.cancelled;
    });
    summary.passed_over = reader.passed_over();
  }
  log.finish();
  summary.findings = log.summary();
  summary.items = rows.items();
  summary.left_out.assign(rows.left_out().begin(), rows.left_out().end());
  if (summary.cancelled || (filled && summary.items == 0)) return summary;
  tables::write_template(model, &rows, output);
  output.commit();
  summary.sheets = model.sheets.size();
  for (const tables::TemplateSheet& sheet : model.sheets) summary.columns += sheet.columns.size();
  return summary;
}

}  // namespace edca

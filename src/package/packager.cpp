#include "edca/packager.hpp"

#include "edca/error.hpp"
#include "io/output.hpp"
#include "ocds/package_members.hpp"
#include "package/package_run.hpp"
#include "rows/inputs.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

namespace edca {
namespace {

/// The addresses of extensions: those that are bundled may be named, and `edca-mx` stands for all
/// of that profile.
std::vector<std::string> addresses(const std::vector<std::string>& words) {
  std::vector<std::string> urls;
  if (words.empty()) return urls;
  const schema::Catalog catalog;
  for (const std::string& word : words) {
    if (word.find("://") != std::string::npos) {
      urls.push_back(word);
    } else if (word == "edca-mx") {
      for (const auto* extension : schema::profile_named(catalog, word).extensions) {
        urls.push_back(extension->url);
      }
    } else if (const schema::Extension* extension = catalog.extension(word)) {
      urls.push_back(extension->url);
    } else {
      throw Error(ErrorKind::usage, "extension.unknown", {{"name", word}});
    }
  }
  return urls;
}

/// Packages as files, which get their names together.
class Files {
 public:
  explicit Files(bool overwrite) : overwrite_(overwrite) {}

  bool write(const MadePackage& package, std::string_view text) {
    if (package.number > files_.size()) {
      if (!files_.empty()) files_.back()->park();
      files_.push_back(std::make_unique<io::Output>(package.name, overwrite_));
    }
    files_.back()->write(text);
    return !files_.back()->closed();
  }
  void commit() { io::Output::commit_all(files_); }

 private:
  bool overwrite_;
  std::vector<std::unique_ptr<io::Output>> files_;
};

}  // namespace

std::string_view name(PackageKind kind) noexcept {
  switch (kind) {
    case PackageKind::release_package:
      return "release-package";
    case PackageKind::record_package:
      return "record-package";
    case PackageKind::project_package:
      return "project-package";
    case PackageKind::of_inputs:
      break;
  }
  return "";
}

std::string_view name(PackageGrouping grouping) noexcept {
  switch (grouping) {
    case PackageGrouping::year:
      return "year";
    case PackageGrouping::month:
      return "month";
    case PackageGrouping::publisher:
      return "publisher";
    case PackageGrouping::together:
      break;
  }
  return "";
}

namespace {

ReadOptions reading(const PackageOptions& options) {
  ReadOptions reading;
  reading.encoding = options.encoding;
  reading.tables = options.tables;
  return reading;
}

}  // namespace

package::Settled::Settled(PackageOptions asked)
    : options(std::move(asked)),
      given(ocds::read_package_file(options.members.file)),
      extensions(addresses(options.extensions)),
      planner(options) {}

struct Packager::Parts {
  package::Settled settled;
};

Packager::Packager(PackageOptions options)
    : parts_(new Parts{package::Settled(std::move(options))}) {}
Packager::~Packager() = default;
Packager::Packager(Packager&&) noexcept = default;
Packager& Packager::operator=(Packager&&) noexcept = default;

PackageSummary Packager::run(const std::vector<std::string>& arguments, const Write& write,
                             FindingSink& sink, const Session& session) const {
  const io::InputList inputs =
      rows::expand(arguments, reading(parts_->settled.options), session.temporary_folder);
  return package::PackageRun(parts_->settled, inputs, session, sink).run(nullptr, write);
}

PackageSummary Packager::run_to_files(const std::vector<std::string>& arguments, bool overwrite,
                                      FindingSink& sink, const Session& session) const {
  const package::Planner& planner = parts_->settled.planner;
  const io::InputList inputs =
      rows::expand(arguments, reading(parts_->settled.options), session.temporary_folder);
  if (!planner.name().has_placeholders()) {
    io::refuse_inputs({planner.name().text()}, inputs);
    io::try_output(planner.name().text(), overwrite);
  }
  const auto planned = [&](const std::vector<package::PlannedPackage>& packages) {
    planner.need_names(packages.size());
    std::vector<std::string> paths;
    for (const auto& [part, package] : packages) paths.push_back(package.name);
    io::refuse_inputs(paths, inputs);
  };
  Files files(overwrite);
  PackageSummary summary =
      package::PackageRun(parts_->settled, inputs, session, sink)
          .run(planned, [&](const MadePackage& package, std::string_view text) {
            return files.write(package, text);
          });
  if (!summary.cancelled) files.commit();
  return summary;
}

std::vector<std::string> Packager::package(std::span<const std::string_view> texts,
                                           FindingSink& sink, const Session& session) const {
  std::vector<std::string> packages;
  const io::InputList inputs = io::in_memory(texts);
  package::PackageRun(parts_->settled, inputs, session, sink)
      .run(nullptr, [&](const MadePackage& package, std::string_view text) {
        packages.resize(package.number);
        packages.back() += text;
        return true;
      });
  return packages;
}

}  // namespace edca

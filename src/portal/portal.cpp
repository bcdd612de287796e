#include "portal/portal.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "base/embedded.hpp"
#include "portal/content.hpp"
#include "portal/html.hpp"
#include "portal/packages.hpp"
#include "portal/site.hpp"
#include "portal/staged_file.hpp"

namespace edca::portal {

namespace {

Site make_site(Metadata metadata, Options options) {
  if (!metadata.base_url.empty() && !metadata.base_url.ends_with('/')) metadata.base_url += '/';
  if (options.languages.empty()) options.languages = Options().languages;
  Site site;
  site.metadata = std::move(metadata);
  site.options = std::move(options);
  return site;
}

}  // namespace

class Builder::Build {
 public:
  Build(std::string folder, Metadata metadata, Options options)
      : folder_(std::move(folder)), site_(make_site(std::move(metadata), std::move(options))) {}

  Content& content() { return content_; }

  std::vector<File> write_data(const merge::Rules* rules) {
    content_.arrange(rules);
    Packages packages(folder_, site_.metadata, site_.options, content_);
    content_.each([&](const Placed& item) { packages.add(item); });
    site_.data = packages.finish();
    for (const File& file : site_.data) {
      site_.dates.add(file.first_date);
      site_.dates.add(file.last_date);
    }
    site_.years = content_.years();
    for (const auto& [year, figures] : site_.years) site_.total += figures;
    return site_.data;
  }

  void add_result(std::string_view path, const Verdict& verdict) {
    site_.verdicts[std::string(path)] = verdict;
  }

  void add_tables(std::vector<File> tables) {
    for (File& file : tables) {
      const auto is_of_it = [&file](const File& each) {
        return each.kind == file.kind && each.year == file.year;
      };
      if (const auto verdict = verdict_of_all(is_of_it)) site_.verdicts[file.path] = *verdict;
      const auto last = std::find_if(site_.data.rbegin(), site_.data.rend(), is_of_it);
      site_.data.insert(last.base(), std::move(file));
    }
  }

  void add_files(std::vector<File> files, const Verdict& verdict) {
    for (File& file : files) {
      site_.verdicts[file.path] = verdict;
      site_.data.push_back(std::move(file));
    }
  }

  void add_pages(pages::Overview overview, std::vector<File> files, std::string validation) {
    site_.overview = std::move(overview);
    page_files_ = std::move(files);
    validation_ = std::move(validation);
  }

  void add_emergency(Emergency emergency) {
    page_files_.insert(page_files_.end(), emergency.files.begin(), emergency.files.end());
    site_.emergency = std::move(emergency);
  }

  std::vector<File> finish() {
    for (const File& file : site_.data) site_.of_year[file.year].push_back(&file);
    std::vector<File> files = site_.data;
    const auto write = [&](std::string path, const char* type, const std::string& text) {
      files.push_back(write_file(folder_, std::move(path), type, Stage::index, text));
    };
    for (const messages::Language language : site_.options.languages) {
      write(page_path(site_, "", language), "text/html", index_page(site_, language));
      for (const auto& [year, figures] : site_.years) {
        if (year.empty()) continue;
        write(page_path(site_, year, language), "text/html", year_page(site_, year, language));
      }
    }
    write_pages(files);
    write("catalog.json", "application/json", catalog_json(site_));
    write("data.json", "application/json", harvest_json(site_));
    if (site_.options.inai) {
      write("edca/fiscalYears", "application/json", fiscal_years_json(site_));
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) {
      return std::tie(a.stage, a.path) < std::tie(b.stage, b.path);
    });
    files.push_back(write_file(folder_, "manifest.json", "application/json", Stage::manifest,
                               manifest_json(site_, files)));
    return files;
  }

 private:
  /// The pages for reading, where there are any, and what they need.
  void write_pages(std::vector<File>& files) {
    if (!site_.overview) return;
    const auto write = [&](std::string path, const char* type, std::string_view text) {
      files.push_back(write_file(folder_, std::move(path), type, Stage::index, text));
    };
    for (const messages::Language language : site_.options.languages) {
      for (const std::string_view name : reading_pages(site_)) {
        write(page_path(site_, std::string(name), language), "text/html",
              reading_page(site_, name, language));
      }
    }
    write(validation_page_path, "text/html", validation_);
    write("feed.xml", "application/atom+xml", feed_xml(site_));
    constexpr std::string_view assets = "pages/assets/";
    for (const EmbeddedFile& asset : embedded_files()) {
      if (!asset.path.starts_with(assets)) continue;
      write("site/" + std::string(asset.path.substr(assets.size())),
            asset.path.ends_with(".css") ? "text/css" : "text/javascript", asset.text);
    }
    files.insert(files.end(), page_files_.begin(), page_files_.end());
  }

  /// The sum of what was found in packages; nothing where one was not validated.
  template <class Choose>
  std::optional<Verdict> verdict_of_all(Choose choose) const {
    std::optional<Verdict> sum;
    for (const File& file : site_.data) {
      if (!choose(file) || file.package != file.path) continue;
      const Verdict* each = verdict_of(site_, file);
      if (each == nullptr) return std::nullopt;
      if (!sum) {
        sum = *each;
        continue;
      }
      sum->errors += each->errors;
      sum->warnings += each->warnings;
      sum->notes += each->notes;
    }
    return sum;
  }

  std::string folder_;
  Site site_;
  std::vector<File> page_files_;
  std::string validation_;
  Content content_{site_.options, site_.metadata.base_url.empty()};
};

Builder::Builder(std::string folder, Metadata metadata, Options options)
    : build_(std::make_unique<Build>(std::move(folder), std::move(metadata), std::move(options))) {}

Builder::~Builder() = default;

std::uint64_t Builder::add_package(std::string_view file, const std::string& path) {
  return build_->content().add_package(file, path);
}

void Builder::describe(std::uint64_t package, ItemKind kind, const json::Value& metadata) {
  build_->content().describe(package, kind, metadata);
}

void Builder::add(const NewItem& item) {
  build_->content().add(item);
}

std::vector<File> Builder::write_data(const merge::Rules* rules) {
  return build_->write_data(rules);
}

void Builder::add_result(std::string_view path, const Verdict& verdict) {
  build_->add_result(path, verdict);
}

void Builder::add_files(std::vector<File> files, const Verdict& verdict) {
  build_->add_files(std::move(files), verdict);
}

void Builder::add_tables(std::vector<File> tables) {
  build_->add_tables(std::move(tables));
}

void Builder::add_pages(pages::Overview overview, std::vector<File> files, std::string validation) {
  build_->add_pages(std::move(overview), std::move(files), std::move(validation));
}

void Builder::add_emergency(Emergency emergency) {
  build_->add_emergency(std::move(emergency));
}

std::vector<File> Builder::finish() {
  return build_->finish();
}

}  // namespace edca::portal

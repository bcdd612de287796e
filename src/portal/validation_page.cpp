#include "portal/validation_page.hpp"

namespace edca::portal {
namespace {

std::string bare_name(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

}  // namespace

ValidationPage::ValidationPage(FindingSink& sink, bool wanted, messages::Language language)
    : sink_(sink) {
  if (!wanted) return;
  report::Options options;
  options.language = language;
  report_ = report::make_report("html", options, [this](std::string_view text) { html_ += text; });
}

std::string ValidationPage::finish(const Summary& summary) {
  report_->finish(summary);
  return std::move(html_);
}

void ValidationPage::finding(const Finding& finding) {
  sink_.finding(finding);
  if (!report_) return;
  Finding told = finding;
  told.file = bare_name(finding.file);
  report_->finding(told);
}

void ValidationPage::file(const FileSummary& file) {
  sink_.file(file);
  if (!report_) return;
  FileSummary told = file;
  told.file = bare_name(file.file);
  report_->file(told);
}

}  // namespace edca::portal

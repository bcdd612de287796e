#include "options.hpp"

#include "convert.hpp"

namespace nb = nanobind;

namespace edca_python {
bool Options::has(const char* option) const {
  return values_.contains(option) && !values_[option].is_none();
}

std::string Options::text(const char* option, std::string usual) const {
  return has(option) ? utf8_of(nb::str(values_[option])) : std::move(usual);
}

bool Options::flag(const char* option, bool usual) const {
  return has(option) ? nb::cast<bool>(values_[option]) : usual;
}

std::uint64_t Options::number(const char* option, std::uint64_t usual) const {
  return has(option) ? nb::cast<std::uint64_t>(values_[option]) : usual;
}

std::vector<std::string> Options::texts(const char* option) const {
  std::vector<std::string> all;
  if (!has(option)) return all;
  for (const nb::handle each : nb::object(values_[option])) all.push_back(utf8_of(nb::str(each)));
  return all;
}

edca::TableOptions Options::tables() const {
  edca::TableOptions options;
  options.null = text("null");
  options.decimal = text("decimal", ".").front();
  options.timezone = text("timezone", options.timezone);
  options.ids_by_row = flag("ids_by_row");
  return options;
}

edca::ReadOptions Options::read() const {
  using enum edca::Encoding;
  edca::ReadOptions options;
  options.profile = text("profile", "auto");
  options.extensions = flag("extensions", true);
  options.extension = texts("extension");
  options.extension_folder = text("extension_folder");
  options.encoding = named("encoding", {utf8, latin1, windows1252});
  options.tables = tables();
  return options;
}

edca::PackageMembers Options::members() const {
  edca::PackageMembers members;
  members.uri = text("uri");
  members.published_date = text("published_date");
  members.publisher_name = text("publisher_name");
  members.publisher_uri = text("publisher_uri");
  members.publisher_scheme = text("publisher_scheme");
  members.publisher_uid = text("publisher_uid");
  members.license = text("license");
  members.publication_policy = text("publication_policy");
  members.file = text("package_file");
  return members;
}

edca::Session Options::session() const {
  edca::Session session;
  session.jobs = static_cast<unsigned>(number("jobs"));
  session.memory = number("memory", session.memory);
  session.temporary_folder = text("temporary_folder");
  return session;
}

}  // namespace edca_python

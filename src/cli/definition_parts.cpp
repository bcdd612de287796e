#include "cli/definition_parts.hpp"

#include "package/names.hpp"

namespace edca::cli {
namespace {

/// Sentences cannot hold braces of their own.
const Arguments footer_arguments = {{"example", "'{prefix}-{year}-{n}.json'"},
                                    {"placeholders", package::known_placeholders}};

/// How spreadsheets and CSV are read.
void define_tables(CLI::App& app, TableOptions& options, Language language) {
  Builder add(app, language);
  add.option("--null", options.null, "tables-null");
  app.add_option_function<std::string>(
         "--decimal", [&](const std::string& mark) { options.decimal = mark[0]; },
         add.help("tables-decimal"))
      ->type_name("mark")
      ->default_str(".")
      ->check(CLI::IsMember(std::vector<std::string>{".", ","}).description(".|,"));
  add.option("--timezone", options.timezone, "tables-timezone", "timezone");
  app.add_option_function<std::string>(
         "--missing-ids", [&](const std::string&) { options.ids_by_row = true; },
         add.help("tables-missing-ids"))
      ->type_name("way")
      ->check(CLI::IsMember(std::vector<std::string>{"row"}).description("row"));
}

}  // namespace

void define_common(CLI::App& app, Definition& definition, Language language) {
  Builder add(app, language);
  Settings& settings = definition.settings;
  app.set_help_flag("-h,--help", add.help("help"));
  add.choice("--lang", definition.language, "lang", "language", {"es", "en"});
  add.option("-o,--output", settings.output, "output", "file");
  add.flag("--overwrite", settings.overwrite, "overwrite");
  add.choice("--color", settings.color, "color", "when", {"auto", "always", "never"});
  app.add_flag_callback(
      "--progress", [&] { settings.progress = "always"; }, add.help("progress"));
  app.add_flag_callback(
      "--no-progress", [&] { settings.progress = "never"; }, add.help("no-progress"));
  add.flag("-q,--quiet", settings.quiet, "quiet");
  add.flag("-v,--verbose", settings.verbose, "verbose");
}

void define_streams(CLI::App& app, ValidateOptions& options, Language language) {
  Builder add(app, language);
  add.choice("--encoding", options.encoding, "encoding", "encoding",
             {Encoding::utf8, Encoding::latin1, Encoding::windows1252});
  add.number("-j,--jobs", options.jobs, "jobs", {1, 1024});
  add.option("--temp", options.temporary_folder, "temp", "folder");
  define_tables(app, options.tables, language);
}

void define_reading(CLI::App& app, ValidateOptions& options, Language language) {
  Builder add(app, language);
  add.option("--profile", options.profile, "profile", "profile");
  app.add_flag_callback(
      "--no-extensions", [&] { options.extensions = false; }, add.help("no-extensions"));
  add.repeated("--extension", options.extension, "extension", "extension");
  define_streams(app, options, language);
}

void define_package_options(CLI::App& app, PackageMembers& options, Language language) {
  Builder add(app, language);
  add.option("--uri", options.uri, "package-uri", "address");
  add.option("--published-date", options.published_date, "package-published-date", "date");
  add.option("--publisher-name", options.publisher_name, "package-publisher-name");
  add.option("--publisher-uri", options.publisher_uri, "package-publisher-uri", "address");
  add.option("--publisher-scheme", options.publisher_scheme, "package-publisher-scheme");
  add.option("--publisher-uid", options.publisher_uid, "package-publisher-uid");
  add.option("--license", options.license, "package-license", "address");
  add.option("--publication-policy", options.publication_policy, "package-publication-policy",
             "address");
  add.option("--package-file", options.file, "package-file", "file");
}

/// A command and its footer, "help.NAME-footer".
CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& key,
                      Language language) {
  CLI::App& app = *parent.add_subcommand(name, messages::text("help." + key, language));
  app.footer(messages::text("help." + key + "-footer", language, footer_arguments));
  return app;
}

}  // namespace edca::cli

#pragma once

#include "cli/definitions.hpp"
#include "cli/option_builder.hpp"

namespace edca::cli {

/// What every command has.
void define_common(CLI::App& app, Definition& definition, Language language);
/// How input is read: its encoding, threads, spreadsheets.
void define_streams(CLI::App& app, ValidateOptions& options, Language language);
/// And by which profile.
void define_reading(CLI::App& app, ValidateOptions& options, Language language);
/// What stands around the items of a package.
void define_package_options(CLI::App& app, PackageMembers& options, Language language);
/// A command of `parent`; its help and what follows the help are called `key` in the catalogue.
CLI::App& add_command(CLI::App& parent, const std::string& name, const std::string& key,
                      Language language);

// Tables and analysis: definitions_analysis.cpp
void define_flatten(CLI::App& app, Definition& definition, Language language);
void define_unflatten(CLI::App& app, Definition& definition, Language language);
void define_template(CLI::App& app, Definition& definition, Language language);
void define_indicators(CLI::App& app, Definition& definition, Language language);
void define_budget(CLI::App& app, Definition& definition, Language language);
void define_select(CLI::App& app, Definition& definition, Language language);
void define_convert(CLI::App& app, Definition& definition, Language language);

// Publishing, and what edca says of itself: definitions_publish.cpp
void define_publish(CLI::App& app, Definition& definition, Language language);
void define_schema(CLI::App& app, Definition& definition, Language language);
void define_explain(CLI::App& app, Definition& definition, Language language);
void define_completion(CLI::App& app, Definition& definition, Language language);

}  // namespace edca::cli

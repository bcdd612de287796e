#include "base/text.hpp"
#include "cli/commands.hpp"
#include "edca/catalog.hpp"
#include "edca/error.hpp"

namespace edca::cli {
namespace {

std::optional<SchemaKind> kind_of(const std::string& word) {
  return word.empty() ? std::nullopt : std::optional(schema_kind(word));
}

std::string shown(const Catalog& catalog, const SchemaShowCommand& command) {
  if (!command.extension.empty()) {
    // Of an extension no profile is named, so that the kind may come first.
    const std::string& kind = command.kind.empty() ? command.profile : command.kind;
    return catalog.extension_patch(command.extension, kind_of(kind));
  }
  if (!command.codelist.empty()) {
    return catalog.codelist_csv(command.codelist_profile, command.codelist);
  }
  if (command.profile.empty()) throw Error(ErrorKind::usage, "arguments.schema-show");
  if (command.profile == "publicidad-abierta") {
    SchemaRequest request;
    request.profile = command.profile;
    request.table = command.kind;
    return catalog.schema(request);
  }
  return catalog.schema(
      {command.profile, kind_of(command.kind), !command.no_extensions, command.with});
}

}  // namespace

int schema_list(const SchemaListCommand& command, Console& console) {
  const Catalog catalog(extension_folder());
  console.output().write(command.format == "json" ? catalog.json()
                                                  : catalog.describe(console.language()));
  console.commit();
  return 0;
}

int schema_show(const SchemaShowCommand& command, Console& console) {
  const std::string text = shown(Catalog(extension_folder()), command);
  console.output().write(text);
  console.commit();
  return 0;
}

int schema_sheet(const SchemaSheetCommand& command, Console& console) {
  const Catalog catalog(extension_folder());
  const std::string& target = console.settings().output;
  if (base::fold(target).ends_with(".xlsx")) {
    catalog.write_field_sheet(command.profile, console.language(), target,
                              console.settings().overwrite);
    return 0;
  }
  console.output().write(catalog.field_sheet(command.profile, console.language()));
  console.commit();
  return 0;
}

int schema_add(const SchemaAddCommand& command, Console& console) {
  const AddedExtension added = add_extension(
      command.source, extension_folder(),
      {.allow_private = command.allow_private, .overwrite = console.settings().overwrite});
  if (added.bundled) {
    console.say(console.text("schema.is-bundled", {{"name", added.name}}));
    return 0;
  }
  std::string told = console.text("schema.added", {{"name", added.name}, {"path", added.folder}});
  for (const auto& [file, sum] : added.files) told += "\n  " + sum + "  " + file;
  console.say(told);
  return 0;
}

}  // namespace edca::cli

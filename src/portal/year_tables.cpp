#include "portal/year_tables.hpp"

#include "base/session.hpp"
#include "base/sha256.hpp"
#include "base/silence.hpp"
#include "edca/error.hpp"
#include "io/file.hpp"
#include "portal/dates.hpp"
#include "portal/words.hpp"

namespace edca::portal {
namespace {

FlattenOptions options_of(const PortalOptions& options) {
  FlattenOptions result;
  result.read = options.validate;
  // What is read was written here.
  result.read.encoding = Encoding::utf8;
  const bool spanish = options.languages.empty() || options.languages[0] == Language::spanish;
  result.titles = spanish ? TableTitles::spanish : TableTitles::english;
  return result;
}

using YearPackages = std::vector<const PortalFile*>;

/// The packages, those of a kind and year together.
std::vector<YearPackages> years_of(const std::vector<PortalFile>& data) {
  std::vector<YearPackages> years;
  for (const PortalFile& file : data) {
    if (file.kind.empty() || file.package != file.path) continue;
    const bool same =
        !years.empty() && years.back()[0]->kind == file.kind && years.back()[0]->year == file.year;
    if (!same) years.emplace_back();
    years.back().push_back(&file);
  }
  return years;
}

/// YearPackages under the names that they have in the portal, so that the tables tell these.
io::InputList inputs_of(const YearPackages& packages, const std::string& folder) {
  io::InputList list;
  for (const PortalFile* package : packages) {
    io::Input& input = list.inputs.emplace_back();
    input.name = package->path;
    input.path = folder + "/" + package->path;
    input.bytes = package->bytes;
  }
  return list;
}

PortalFile described(const YearPackages& packages, const TableForm& form, Language language) {
  PortalFile file = *packages[0];
  file.path.replace(file.path.rfind('.'), std::string::npos, form.ending);
  file.format = form.format;
  file.media_type = form.media_type;
  file.items = 0;
  DateRange dates;
  for (const PortalFile* package : packages) {
    file.items += package->items;
    dates.add(package->first_date);
    dates.add(package->last_date);
  }
  file.first_date = dates.first;
  file.last_date = dates.last;
  file.title = contents_of(file, language) + " (" + form.format + ")";
  return file;
}

}  // namespace

const TableForm& form_of(PortalTables tables) {
  static constexpr TableForm forms[] = {
      {"_csv.zip", "CSV", "application/zip"},
      {".xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {".sqlite", "SQLite", "application/vnd.sqlite3"},
  };
  return forms[static_cast<int>(tables)];
}

void take_sum(PortalFile& file, const std::string& path) {
  io::File bytes(path);
  base::Sha256 sum;
  std::string piece(std::size_t{64} << 10, '\0');
  file.bytes = 0;
  while (const std::size_t size = bytes.read(piece.data(), piece.size())) {
    sum.add(std::string_view(piece).substr(0, size));
    file.bytes += size;
  }
  file.sha256 = sum.hex();
}

/// Whether tables do not fit into a workbook.
bool is_limit(const Error& error, PortalTables form) {
  const std::string key = error.key();
  return form == PortalTables::xlsx && (key == "tables.rows" || key == "tables.columns");
}

YearTables::YearTables(const PortalOptions& options)
    : forms_(options.tables),
      language_(options.languages.empty() ? Language::spanish : options.languages[0]),
      settings_(options_of(options)) {}

std::vector<PortalFile> YearTables::make(const std::string& folder,
                                         const std::vector<PortalFile>& data,
                                         const Session& session) const {
  Session quiet = session;
  quiet.progress = {};
  base::Silence silence;
  std::vector<PortalFile> made;
  for (const YearPackages& packages : years_of(data)) {
    const io::InputList inputs = inputs_of(packages, folder);
    for (const PortalTables form : forms_) {
      if (base::cancelled(session)) return made;
      PortalFile file = described(packages, form_of(form), language_);
      const std::string path = folder + "/" + file.path;
      try {
        if (tables::flatten_inputs(settings_, {}, inputs, path, false, silence, quiet).cancelled) {
          return made;
        }
      } catch (const Error& error) {
        if (!is_limit(error, form)) throw;
        throw Error(ErrorKind::input, "portal.tables-limit", {{"path", file.path}});
      }
      take_sum(file, path);
      made.push_back(std::move(file));
    }
  }
  return made;
}

}  // namespace edca::portal

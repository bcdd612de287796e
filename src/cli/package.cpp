#include <algorithm>
#include <cassert>
#include <memory>
#include <set>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/limits.hpp"
#include "cli/log.hpp"
#include "cli/package/compose.hpp"
#include "cli/package/files.hpp"
#include "cli/package/items.hpp"
#include "edca/error.hpp"
#include "io/inputs.hpp"
#include "messages/messages.hpp"
#include "ocds/package_members.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

namespace edca::cli {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

/// The addresses of extensions: those that are bundled may be named, and `edca-mx` stands for all
/// of that profile. Throws Error(usage, "extension.unknown").
std::vector<std::string> addresses(const std::vector<std::string>& words) {
  const schema::Catalog catalog;
  std::vector<std::string> urls;
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

/// One run of the command.
class Run {
 public:
  Run(const PackageCommand& command, Console& console)
      : command_(command),
        console_(console),
        names_(console.settings(), command),
        given_(ocds::read_package_file(command.package_options.file)),
        inputs_(io::expand(command.inputs)),
        log_(console, nullptr),
        grouper_(io::grouper_options(memory_size(command.memory), command.options.temporary_folder,
                                     {&inputs_})),
        intake_(command, grouper_, parts_, log_) {
    total_ = io::bytes_of(inputs_);
  }

  int run() {
    const std::string& output = console_.settings().output;
    if (output.find('{') == std::string::npos) {
      io::refuse_inputs({output}, inputs_);
      io::try_output(console_.settings().output, console_.settings().overwrite);
    }
    read();
    if (interrupted()) return 0;
    if (!log_.any_read()) return end("input.none");
    if (parts_.empty()) return end("input.no-items");
    const std::vector<PlannedFile> files = names_.plan(parts_, inputs_);
    if (!compose_all(files)) return end("package.refused");
    write(files);
    if (interrupted()) return 0;
    console_.end_progress();
    io::Output::commit_all(outputs_);
    for (const PlannedFile& file : files) {
      console_.detail(console_.text(
          "package.written",
          {{"path", file.path.empty() ? "-" : file.path}, {"items", messages::count(file.items)}}));
    }
    log_.finish();
    return log_.fails(command_.fail_on) ? 1 : 0;
  }

 private:
  void read() {
    intake_.read(inputs_, [&](std::uint64_t bytes) {
      console_.progress(log_.files() - 1, bytes, total_ * 2);
      return !interrupted();
    });
    grouper_.finish();
  }

  /// Makes what stands before the items of each part; false when the inputs contradict each other.
  bool compose_all(const std::vector<PlannedFile>& files) {
    const Composition composition{command_, given_, intake_.list() == "projects",
                                  files.size() == 1};
    std::vector<Finding> findings;
    for (const auto& [key, part] : parts_) heads_[&part] = compose(composition, part, findings);
    const auto is_conflict = [](const Finding& finding) {
      return finding.rule->id == "package.conflict";
    };
    const bool agreed = std::none_of(findings.begin(), findings.end(), is_conflict);
    std::set<std::string> said;
    for (const Finding& finding : findings) {
      // What is said of one package need not be said of the others.
      if ((agreed || is_conflict(finding)) &&
          said.insert(messages::describe(finding, console_.language())).second) {
        log_.add(finding);
      }
    }
    return agreed;
  }

  void write(const std::vector<PlannedFile>& files) {
    io::GroupBatch batch;
    std::size_t entry = 0;
    std::uint64_t written = 0;
    for (const PlannedFile& file : files) {
      io::Output& output = open(file);
      for (std::uint64_t item = 0; item < file.items; ++item, ++entry) {
        while (entry == batch.entries.size()) {
          if (interrupted() || output.closed()) return;
          [[maybe_unused]] const bool more = grouper_.next(batch, batch_bytes);
          assert(more && "the parts count what is in the grouper");
          entry = 0;
          console_.progress(log_.files(), total_ + std::min(written, total_), total_ * 2);
        }
        const std::string_view text = batch.entries[entry].text;
        output.write(item == 0 ? "\n" : ",\n");
        output.write(text);
        written += text.size();
      }
      output.write(file.items == 0 ? "]}\n" : "\n]}\n");
      if (files.size() > 1) output.park();
    }
  }

  io::Output& open(const PlannedFile& file) {
    outputs_.push_back(std::make_unique<io::Output>(file.path, console_.settings().overwrite));
    json::Value head = heads_[file.part];
    if (!file.uri.empty()) head["uri"] = json::Value(file.uri);
    outputs_.back()->write(ocds::text_before_items(std::move(head), intake_.list()));
    return *outputs_.back();
  }

  /// Nothing is written.
  int end(const char* reason) {
    log_.finish();
    console_.say(console_.text(reason));
    return 2;
  }

  const PackageCommand& command_;
  Console& console_;
  FileNames names_;
  json::Value given_;
  io::InputList inputs_;
  Log log_;
  Parts parts_;
  io::Grouper grouper_;
  PackageIntake intake_;
  std::uint64_t total_ = 0;
  std::map<const Part*, json::Value> heads_;
  std::vector<std::unique_ptr<io::Output>> outputs_;
};

}  // namespace

int package(PackageCommand command, Console& console) {
  if (!command.extensions.empty()) command.extensions = addresses(command.extensions);
  command.inputs = inputs_or_standard_input(std::move(command.inputs));
  return run_interruptibly(console, [&] { return Run(command, console).run(); });
}

}  // namespace edca::cli

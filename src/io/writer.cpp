#include "edca/writer.hpp"

#include "io/output.hpp"

namespace edca {

struct Writer::Parts {
  io::Output output;
};

Writer::Writer(const std::string& path, bool overwrite)
    : parts_(new Parts{io::Output(path, overwrite)}) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

void Writer::write(std::string_view bytes) {
  parts_->output.write(bytes);
}

bool Writer::closed() const {
  return parts_->output.closed();
}

void Writer::commit() {
  parts_->output.commit();
}

}  // namespace edca

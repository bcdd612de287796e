#include "io/zip_writer.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "edca/error.hpp"

namespace edca::io {
namespace {

constexpr std::uint16_t version = 20;        // 2.0: deflate
constexpr std::uint16_t flags = 0x0808;      // sizes behind the bytes; names are UTF-8
constexpr std::uint32_t first_day = 0x0021;  // 1 January 1980

void put_bytes(std::string& out, std::uint64_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xff);
}

void check_size(std::uint64_t size, const std::string& name) {
  if (size >= std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorKind::input, "output.too-large", {{"path", name}});
  }
}

/// What both headers of a member begin with.
std::string start_of(std::string_view signature) {
  std::string header(signature);
  put_bytes(header, version, 2);
  return header;
}

}  // namespace

struct ZipWriter::Stream : z_stream {};

ZipWriter::ZipWriter(Output& output) : output_(output), stream_(std::make_unique<Stream>()) {
  constexpr int window = 15;
  if (deflateInit2(stream_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, -window, 8,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

ZipWriter::~ZipWriter() {
  deflateEnd(stream_.get());
}

void ZipWriter::put(std::string_view bytes) {
  output_.write(bytes);
  offset_ += bytes.size();
}

void ZipWriter::begin(const std::string& name) {
  check_size(offset_, name);
  Member& member = members_.emplace_back();
  member.name = name;
  member.offset = offset_;
  std::string header = start_of("PK\x03\x04");
  put_bytes(header, flags, 2);
  put_bytes(header, Z_DEFLATED, 2);
  put_bytes(header, first_day << 16, 4);
  put_bytes(header, 0, 12);  // checksum and sizes, which stand behind the bytes
  put_bytes(header, name.size(), 2);
  put_bytes(header, 0, 2);  // extra field
  put(header + name);
  deflateReset(stream_.get());
}

void ZipWriter::deflate_some(int flush) {
  char buffer[1 << 16];
  do {
    stream_->next_out = reinterpret_cast<Bytef*>(buffer);
    stream_->avail_out = sizeof buffer;
    deflate(stream_.get(), flush);
    const std::size_t made = sizeof buffer - stream_->avail_out;
    members_.back().packed += made;
    put({buffer, made});
  } while (stream_->avail_out == 0);
}

void ZipWriter::write(std::string_view bytes) {
  Member& member = members_.back();
  member.size += bytes.size();
  while (!bytes.empty()) {
    const std::size_t piece = std::min<std::size_t>(bytes.size(), std::size_t{1} << 30);
    const auto* data = reinterpret_cast<const Bytef*>(bytes.data());
    member.checksum =
        static_cast<std::uint32_t>(crc32(member.checksum, data, static_cast<uInt>(piece)));
    stream_->next_in = const_cast<Bytef*>(data);
    stream_->avail_in = static_cast<uInt>(piece);
    deflate_some(Z_NO_FLUSH);
    bytes.remove_prefix(piece);
  }
}

void ZipWriter::end() {
  stream_->next_in = nullptr;
  stream_->avail_in = 0;
  deflate_some(Z_FINISH);
  const Member& member = members_.back();
  check_size(std::max(member.size, member.packed), member.name);
  std::string sizes = "PK\x07\x08";
  put_bytes(sizes, member.checksum, 4);
  put_bytes(sizes, member.packed, 4);
  put_bytes(sizes, member.size, 4);
  put(sizes);
}

void ZipWriter::finish() {
  const std::uint64_t start = offset_;
  std::string directory;
  for (const Member& member : members_) {
    directory += start_of("PK\x01\x02");
    put_bytes(directory, version, 2);
    put_bytes(directory, flags, 2);
    put_bytes(directory, Z_DEFLATED, 2);
    put_bytes(directory, first_day << 16, 4);
    put_bytes(directory, member.checksum, 4);
    put_bytes(directory, member.packed, 4);
    put_bytes(directory, member.size, 4);
    put_bytes(directory, member.name.size(), 2);
    put_bytes(directory, 0, 12);  // extra field, comment, disk, attributes
    put_bytes(directory, member.offset, 4);
    directory += member.name;
  }
  check_size(start + directory.size(), "zip");
  const std::uint64_t size = directory.size();
  directory += "PK\x05\x06";
  put_bytes(directory, 0, 4);  // disks
  put_bytes(directory, members_.size(), 2);
  put_bytes(directory, members_.size(), 2);
  put_bytes(directory, size, 4);
  put_bytes(directory, start, 4);
  put_bytes(directory, 0, 2);  // comment
  put(directory);
}

}  // namespace edca::io

// SPDX-License-Identifier: Apache-2.0
import CArchive
import Glibc

/// One open reading of a ZIP by libarchive: only its seekable ZIP reader is switched on, no other
/// format and no filter, and every warning of the library counts as broken.
struct ZipHandle {
    private let archive: OpaquePointer

    /// What the header of a file says.
    struct Entry {
        let name: [UInt8]
        let isFile: Bool
        let isFolder: Bool
        let isEncrypted: Bool
        /// Stored or deflated; other methods belong to other programs.
        let hasAgreedMethod: Bool
    }

    /// Opens, lends and closes.
    static func with<R>(_ file: ArchiveFile, _ body: (ZipHandle) throws -> R) throws -> R {
        guard let archive = archive_read_new() else { throw FormatRefusal.archiveBroken }
        defer { archive_read_free(archive) }
        guard archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK else {
            throw FormatRefusal.archiveBroken
        }
        return try withNamesAsTheyCame {
            switch file.place {
            case .memory(let bytes):
                return try bytes.withUnsafeBytes { raw in
                    let opened = archive_read_open_memory(archive, raw.baseAddress, raw.count)
                    guard opened == ARCHIVE_OK else { throw FormatRefusal.archiveBroken }
                    return try body(ZipHandle(archive: archive))
                }
            case .descriptor(let descriptor):
                lseek(descriptor, 0, SEEK_SET)
                guard archive_read_open_fd(archive, descriptor, 1 << 16) == ARCHIVE_OK else {
                    throw FormatRefusal.archiveBroken
                }
                return try body(ZipHandle(archive: archive))
            }
        }
    }

    /// libarchive turns names into the character set of the locale; under a UTF-8 one, set for this
    /// thread only, a UTF-8 name stays as it is and any other comes as raw bytes.
    private static func withNamesAsTheyCame<R>(_ body: () throws -> R) throws -> R {
        guard let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else {
            throw FormatRefusal.conversionMissing(name: "C.UTF-8")
        }
        let before = uselocale(locale)
        defer {
            uselocale(before)
            freelocale(locale)
        }
        return try body()
    }

    /// The next header; `nil` at the end of the directory.
    func next() throws -> Entry? {
        var entry: OpaquePointer?
        let answer = archive_read_next_header(archive, &entry)
        if answer == ARCHIVE_EOF { return nil }
        guard answer == ARCHIVE_OK, let entry else {
            let isEncrypted = entry.map { archive_entry_is_encrypted($0) != 0 } ?? false
            throw isEncrypted ? FormatRefusal.archiveEncrypted : FormatRefusal.archiveBroken
        }
        guard let name = archive_entry_pathname(entry) else {
            throw FormatRefusal.archiveNameUnreadable
        }
        let kind = archive_entry_filetype(entry)
        let isLink = archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil
        let method = archive_format_name(archive).map { String(cString: $0) } ?? ""
        return Entry(
            name: Array(UnsafeRawBufferPointer(start: name, count: strlen(name))),
            isFile: kind == S_IFREG && !isLink, isFolder: kind == S_IFDIR && !isLink,
            isEncrypted: archive_entry_is_encrypted(entry) != 0,
            hasAgreedMethod: method.hasSuffix("(uncompressed)") || method.hasSuffix("(deflation)"))
    }

    /// The next bytes of the file; `nil` at its end, where its checksum has been compared.
    func piece() throws -> UnsafeRawBufferPointer? {
        var start: UnsafeRawPointer?
        var count = 0
        var offset: la_int64_t = 0
        while true {
            switch archive_read_data_block(archive, &start, &count, &offset) {
            case ARCHIVE_EOF: return nil
            case ARCHIVE_OK:
                if count == 0 { continue }
                return UnsafeRawBufferPointer(start: start, count: count)
            default: throw FormatRefusal.archiveBroken
            }
        }
    }
}

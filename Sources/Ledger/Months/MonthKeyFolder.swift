// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
public import Vault
public import Vocabulary

/// The keys of the months as files of a folder: `2026-11.key`, mode 0600, sealed under a data key
/// of the installation. A destroyed key leaves `2026-11.destroyed`, so that it is never made again.
public final class MonthKeyFolder: MonthKeys {
    public let random: any RandomBytes
    private let folder: String
    private let cipher: Mutex<CellCipher>
    private let known = Mutex<[YearMonth: MonthKey]>([:])

    /// - Parameter cipher: of the class `.logMonth` of the same system.
    public init(folder: String, cipher: CellCipher, random: any RandomBytes) {
        self.folder = folder
        self.cipher = Mutex(cipher)
        self.random = random
    }

    public func key(for month: YearMonth) throws -> MonthKey {
        try known.withLock { known in
            if let key = known[month] { return key }
            if let key = try read(month) {
                known[month] = key
                return key
            }
            let key = try make(month)
            known[month] = key
            return key
        }
    }

    public func existing(_ month: YearMonth) throws -> MonthKey? {
        try known.withLock { known in
            // Another process may have destroyed it: the file decides.
            guard FileManager.default.fileExists(atPath: file(month).path) else {
                known[month] = nil
                return nil
            }
            if let key = known[month] { return key }
            known[month] = try read(month)
            return known[month]
        }
    }

    public func destroy(_ month: YearMonth) throws {
        guard let key = try existing(month) else { return }
        try known.withLock { known in
            known[month] = nil
            try DurableFile.write(
                Array(key.digest.description.utf8), to: file(month, "destroyed"))
            try DurableFile.erase(file(month))
        }
    }

    public func destroyed(_ month: YearMonth) throws -> Digest? {
        let file = file(month, "destroyed")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return Digest(hex: String(decoding: try DurableFile.bytes(of: file), as: UTF8.self))
    }

    /// Seals every key again under the newest version of the data key (鍵の更新): call it after the
    /// rotation and before an old version is retired.
    ///
    /// - Returns: how many files were written.
    @discardableResult
    public func reseal(under newest: CellCipher) throws -> Int {
        var count = 0
        defer { cipher.withLock { $0 = newest } }
        for month in try months() {
            let sealed = try DurableFile.bytes(of: file(month))
            guard newest.isOutdated(sealed) else { continue }
            let plain = try newest.open(sealed, at: place(month))
            try DurableFile.write(newest.seal(plain, at: place(month)), to: file(month))
            count += 1
        }
        return count
    }

    /// The months that have a key, in their order.
    public func months() throws -> [YearMonth] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".key") }
            .compactMap { YearMonth(iso: $0.dropLast(4)) }.sorted()
    }

    private func read(_ month: YearMonth) throws -> MonthKey? {
        guard FileManager.default.fileExists(atPath: file(month).path) else { return nil }
        let sealed = try DurableFile.bytes(of: file(month))
        let plain = try cipher.withLock { $0 }.open(sealed, at: place(month))
        guard let key = MonthKey(plain) else {
            throw Fault(.key, detail: "記録の\(month)の鍵の長さが違います。")
        }
        return key
    }

    private func make(_ month: YearMonth) throws -> MonthKey {
        guard !FileManager.default.fileExists(atPath: file(month, "destroyed").path) else {
            throw Fault(.key, detail: "記録の\(month)の鍵は廃棄されています。")
        }
        let plain = random.bytes(32)
        guard let key = MonthKey(plain) else {
            throw Fault(.key, detail: "記録の鍵の長さが違います。")
        }
        try DurableFile.makeFolder(URL(fileURLWithPath: folder))
        try DurableFile.write(
            cipher.withLock { $0 }.seal(plain, at: place(month)), to: file(month))
        return key
    }

    private func place(_ month: YearMonth) -> CellAddress {
        CellAddress(table: "log-month", column: "key", row: month.description)
    }

    private func file(_ month: YearMonth, _ ending: String = "key") -> URL {
        URL(fileURLWithPath: "\(folder)/\(month).\(ending)")
    }
}

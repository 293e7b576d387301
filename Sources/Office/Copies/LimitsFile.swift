// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Links

/// Settings of the safeguards that stand among the keys, where nobody but the owner of the machine
/// can change them: no screen lifts a limit or turns the scanner off.
public struct LimitsFile: Sendable {
    private let folder: URL

    public init(keysDirectory: String) { folder = URL(fileURLWithPath: keysDirectory) }

    /// `copying.json`: `{"persons-limit": 500, …}`, the codes of the table `copying_term`. Empty
    /// without a file.
    /// - Throws: `InstallationRefusal.limitsUnusable`.
    public func copying() throws -> [String: Int] {
        guard let data = try content("copying.json") else { return [:] }
        guard let values = try? JSONDecoder().decode([String: Int].self, from: data),
            values.values.allSatisfy({ $0 > 0 })
        else { throw InstallationRefusal.limitsUnusable("copying.json", "正の数の表ではありません") }
        return values
    }

    private struct Scanner: Decodable {
        /// `/run/clamav/clamd.ctl` or `host:port`.
        let clamd: String
        /// Patterns that are older stop every upload.
        let patternDays: Int
        /// How long clamd may be silent.
        let seconds: Int
    }

    /// `scanner.json`: where clamd listens and how old its patterns may be; `nil` without a file.
    /// - Throws: `InstallationRefusal.limitsUnusable`.
    public func scanner() throws -> (scanner: any AttachmentScanner, terms: ScanTerms)? {
        guard let data = try content("scanner.json") else { return nil }
        guard let paper = try? JSONDecoder().decode(Scanner.self, from: data),
            let address = ClamdScanner.Address(paper.clamd), paper.patternDays > 0,
            (1...3_600).contains(paper.seconds)
        else {
            throw InstallationRefusal.limitsUnusable(
                "scanner.json", "clamd（/で始まる場所か ホスト:番号）、patternDays、seconds が要ります")
        }
        return (
            ClamdScanner(address, seconds: paper.seconds),
            ScanTerms(patternDays: paper.patternDays)
        )
    }

    private func content(_ name: String) throws -> Data? {
        let path = folder.appendingPathComponent(name).path
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return nil }
        let mode = try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        guard let mode, mode & 0o022 == 0 else {
            throw InstallationRefusal.limitsUnusable(name, "ほかの利用者が書き換えられます")
        }
        guard let data = files.contents(atPath: path) else {
            throw InstallationRefusal.limitsUnusable(name, "読めません")
        }
        return data
    }
}

// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Vocabulary

/// What a backup says it holds; the restored databases are compared with it.
public struct BackupManifest: Codable, Equatable, Sendable {
    /// One system at the moment of the backup.
    public struct System: Codable, Equatable, Sendable {
        /// Rows of each table.
        public let rows: [String: Int]
        /// Entries and root of the log (base64), as its signed head says.
        public let entries: Int
        public let root: String
    }

    public static let format = 1
    public let format: Int
    public let body: String
    /// The moment in Japan, as text.
    public let madeAt: String
    /// By name of the system.
    public let systems: [String: System]
    /// The other files, each with its SHA-256 (hexadecimal).
    public let files: [String: String]

    /// All rows of both systems.
    public var rows: Int { systems.values.reduce(0) { $0 + $1.rows.values.reduce(0, +) } }
    /// The persons' own part of it: all rows of the log.
    public var entries: Int { systems.values.reduce(0) { $0 + $1.entries } }

    var bytes: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return Array(try encoder.encode(self))
        }
    }
}

/// What a check of a backup has compared.
public struct BackupCheck: Equatable, Sendable {
    /// Rows that both sides counted alike.
    public var rows = 0
    /// Records compared value by value.
    public var records = 0
    /// Sealed cells opened among them.
    public var cells = 0
    /// Entries of the log whose tree was computed again.
    public var entries = 0
}

/// A backup that was written and checked.
public struct BackupReport: Equatable, Sendable {
    public let path: String
    public let bytes: Int
    /// SHA-256 of the file, hexadecimal.
    public let digest: String
    public let manifest: BackupManifest
    public let check: BackupCheck

    /// The name without its folder.
    public var fileName: String { URL(fileURLWithPath: path).lastPathComponent }
}

/// Why a backup is not made, not believed or not put back.
public enum BackupRefusal: Refusal, Equatable {
    /// No public key to seal to.
    case noRecipient
    case fileExists(String)
    /// The database cannot hold a moment (PostgreSQL): its own tools make the copy.
    case notHere
    /// Something of the restored side is not as it was written.
    case differs(String)
    /// A backup of another municipality.
    case otherBody(String)
    /// The folder to restore into is not empty.
    case folderIsTaken(String)
    /// The keys do not belong to the data, or there are none.
    case keysMissing(String)

    public var code: String {
        switch self {
        case .noRecipient: "E-BAK-001"
        case .fileExists: "E-BAK-002"
        case .notHere: "E-BAK-003"
        case .differs: "E-BAK-004"
        case .otherBody: "E-BAK-005"
        case .folderIsTaken: "E-BAK-006"
        case .keysMissing: "E-BAK-007"
        }
    }

    public var message: String {
        switch self {
        case .noRecipient:
            "バックアップの公開鍵（鍵の保管場所の backup.public）がないため、作りません。key backup で鍵を作ってください。"
        case .fileExists(let path):
            "\(path) は既にあります。バックアップは上書きしません。別の名を指定してください。"
        case .notHere:
            "このデータベースの写しは pg_dump で取ります。手順は手引の「鍵とバックアップ」にあります。"
        case .differs(let what):
            "バックアップを戻した結果が元と一致しません（\(what)）。このバックアップは使わず、作り直してください。"
        case .otherBody(let body):
            "別の団体（\(body)）のバックアップです。団体の設定を確かめてください。"
        case .folderIsTaken(let folder):
            "\(folder) には既にファイルがあるため、戻しません。空のフォルダか、まだないフォルダを指定してください。"
        case .keysMissing(let why):
            "鍵がそろわないため、戻したデータを開けません（\(why)）。鍵のバックアップと、包む鍵の預け先を確かめてください。"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a store is not opened or not brought up to date.
public enum StoreRefusal: Refusal, Equatable {
    /// The file belongs to another municipality.
    case anotherBody(stored: String, asked: String)
    /// A migration that was applied reads differently now.
    case migrationChanged(area: String, name: String)
    /// The database knows a migration that this program does not: it was made by a newer one.
    case migrationUnknown(area: String, name: String)
    /// The files of a set are not numbered 0001, 0002, ….
    case migrationOrder(area: String, name: String)
    /// A backup would overwrite a file.
    case backupExists

    public var code: String {
        switch self {
        case .anotherBody: "E-SAF-901"
        case .migrationChanged: "E-SAF-902"
        case .migrationUnknown: "E-SAF-903"
        case .migrationOrder: "E-SAF-904"
        case .backupExists: "E-SAF-905"
        }
    }

    public var message: String {
        switch self {
        case .anotherBody(let stored, let asked):
            "このデータベースは団体コード\(stored)のものです。団体コード\(asked)では開けません。設定を確かめてください。"
        case .migrationChanged(let area, let name):
            "適用済みの移行ファイル \(area)/\(name) の内容が変わっています。元のファイルに戻してください。"
        case .migrationUnknown(let area, let name):
            "データベースは移行ファイル \(area)/\(name) を適用済みですが、このプログラムにありません。新しい版で開いてください。"
        case .migrationOrder(let area, let name):
            "移行ファイル \(area)/\(name) の番号が続いていません。0001 から順に番号を付けてください。"
        case .backupExists:
            "控えの書込み先に同じ名前のファイルがあります。別の名前を指定してください。"
        }
    }
}

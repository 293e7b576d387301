// SPDX-License-Identifier: Apache-2.0

/// The one table of this area: code, severity by its first letter, and what people read.
extension FormatRefusal {
    /// Stable; never re-used for another meaning.
    public var code: String { entry.code }

    /// What, why, and what to do.
    public var message: String { entry.message }

    /// Whether it rejects or only tells.
    public var severity: IssueSeverity { entry.code.hasPrefix("W") ? .warning : .error }

    private var entry: (code: String, message: String) {
        fileEntry ?? feedEntry ?? claimEntry ?? transferEntry ?? archiveEntry ?? bundleEntry
            ?? warningEntry
    }

    private var fileEntry: (code: String, message: String)? {
        switch self {
        case .fileMissing(let path):
            ("E-FMT-006", "\(path) がありません。ファイルの場所と名前を確かめてください。")
        case .notAFile(let path):
            ("E-FMT-007", "\(path) はフォルダーです。中のファイルを指定してください。")
        case .emptyFile:
            ("E-FMT-001", "ファイルが空です。送り元から取り直してください。")
        case .undecodable(let encoding, let line, let offset, let byte):
            (
                "E-FMT-002",
                "\(line)行目、先頭から\(offset)バイト目の 0x\(hex(byte)) は\(encoding.title)の文字ではありません。"
                    + "ファイルの途中で壊れていないか、文字コードが違わないか確かめてください。"
            )
        case .conversionMissing(let name):
            (
                "E-FMT-003",
                "この装置には文字コード \(name) の変換がありません。libc の変換モジュール（gconv）を入れてください。"
            )
        case .unmappable(let codePoint, let offset, let count):
            (
                "E-FMT-004",
                "書き出す文字コードにない文字が\(count)字あります（最初は\(offset)バイト目の \(codePoint)）。"
                    + "縮退の表で置き換えてから書き出してください。"
            )
        case .lineTooLong(let line, let limit):
            (
                "E-FMT-005",
                "\(line)行目が\(limit)バイトを超えています。改行のない別の形式のファイルでないか確かめてください。"
            )
        case .layoutMissing(let id):
            ("E-FMT-010", "様式「\(id)」がありません。Layouts フォルダーを確かめてください。")
        case .layoutBroken(let file, let line, let reason):
            ("E-FMT-011", "\(file):\(line): \(reason)")
        case .layoutUnverified(let id):
            (
                "E-FMT-012",
                "様式「\(id)」は未確認のため、外部へ渡すファイルは書けません。2つの出典で確かめ、verified を true にしてください。"
            )
        default: nil
        }
    }

    private func hex(_ byte: UInt8) -> String {
        String(byte, radix: 16, uppercase: true).leftFilled(to: 2)
    }
}

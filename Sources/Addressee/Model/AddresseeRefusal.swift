// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What System 2 refuses, in order of precedence.
public enum AddresseeRefusal: Refusal, Equatable {
    /// The whole file was refused; nothing of it remains.
    case fileRefused(name: String, line: Int, problem: String)
    /// A peer that does not use 個人番号 asked by it (seed III-3 リスク1②).
    case peerDoesNotUseNumbers
    /// Nobody has this number.
    case unknownPerson

    public var code: String {
        switch self {
        case .fileRefused: "E-ADR-001"
        case .peerDoesNotUseNumbers: "E-ADR-002"
        case .unknownPerson: "E-ADR-003"
        }
    }

    public var message: String {
        switch self {
        case .fileRefused(let name, let line, let problem):
            "\(name) の \(line) 行目が読めないため、ファイル全体を受け付けませんでした。\(problem)。送り元で作り直したファイルを取り込んでください"
        case .peerDoesNotUseNumbers:
            "この接続先は個人番号を利用する事務として登録されていません。利用できる照会かどうかを管理者に確かめてください"
        case .unknownPerson:
            "該当する方は見つかりません。番号を確かめてください"
        }
    }

    public var article: String? {
        switch self {
        case .fileRefused, .unknownPerson: nil
        case .peerDoesNotUseNumbers: "番号法9条2項"
        }
    }
}

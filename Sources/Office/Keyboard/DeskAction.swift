// SPDX-License-Identifier: Apache-2.0

/// What a key of the desk does, by the key of the standard; the raw value is that key. A screen
/// names its actions by it, the installation says which key carries it out.
public enum DeskAction: String, CaseIterable, Sendable {
    case help = "F1"
    case edit = "F2"
    case clear = "F3"
    case candidates = "F4"
    case search = "F5"
    case household = "F6"
    case previous = "F7"
    case next = "F8"
    case calculate = "F9"
    case print = "F10"
    case copy = "F11"
    case commit = "F12"
    /// In a grid: takes the value of the cell above.
    case cellAbove = "+"
    /// In a cell of an amount: three zeros.
    case thousands = "/"

    /// What it does, in words.
    public var wording: String {
        switch self {
        case .help: "ヘルプ"
        case .edit: "訂正"
        case .clear: "新しい検索・入力"
        case .candidates: "コードの候補"
        case .search: "検索・一覧の更新"
        case .household: "世帯一覧（表では上の行を写す）"
        case .previous: "前の人・前の履歴"
        case .next: "次の人・次の履歴"
        case .calculate: "計算・判定"
        case .print: "印刷の下見（PDF）"
        case .copy: "ファイルへの出力（権限のある人だけ）"
        case .commit: "登録・確定"
        case .cellAbove: "表で上の欄を写す"
        case .thousands: "金額の欄で 000 を入れる"
        }
    }

    /// The keys that may carry it out, the standard first; 「なし」 is the empty text.
    public var keys: [String] {
        switch self {
        case .cellAbove: ["+", "*", "Insert", ""]
        case .thousands: ["/", ",", "*", ""]
        default: KeyTable.functionKeys
        }
    }
}

/// Which key carries out which action in one installation.
public struct KeyTable: Hashable, Sendable {
    /// F1 to F12, alone and with Shift.
    public static let functionKeys =
        (1...12).map { "F\($0)" } + (1...12).map { "Shift+F\($0)" }
    /// Every action on the key of the standard.
    public static let standard = KeyTable(keys: [:])

    /// Only what differs from the standard.
    private let keys: [DeskAction: String]

    private init(keys: [DeskAction: String]) { self.keys = keys }

    /// - Parameter asked: the key of each action; an action that is missing keeps its own.
    /// - Throws: `KeyboardRefusal`: a key that the action cannot have, or a key for two actions.
    public init(_ asked: [DeskAction: String]) throws {
        var owner: [String: DeskAction] = [:]
        for action in DeskAction.allCases {
            let key = asked[action] ?? action.rawValue
            guard action.keys.contains(key) else {
                throw KeyboardRefusal.unknownKey(action, key)
            }
            guard !key.isEmpty else { continue }
            if let other = owner[key] { throw KeyboardRefusal.sharedKey(key, other, action) }
            owner[key] = action
        }
        keys = asked.filter { $0.key.rawValue != $0.value }
    }

    /// The key that carries out an action; empty where none does.
    public func key(of action: DeskAction) -> String { keys[action] ?? action.rawValue }

    /// The same by the key of the standard; what is no action of the table keeps its key.
    public func key(of standard: String) -> String {
        DeskAction(rawValue: standard).map { key(of: $0) } ?? standard
    }

    public var isStandard: Bool { keys.isEmpty }

    /// `F4=F8 F8=F4`, in the order of the actions: only what differs; for pages and for the record.
    public var text: String {
        DeskAction.allCases.compactMap { action in keys[action].map { "\(action.rawValue)=\($0)" } }
            .joined(separator: " ")
    }

    /// Reads `text` back; `nil` where it is none.
    public init?(text: String) {
        var asked: [DeskAction: String] = [:]
        for pair in text.split(separator: " ") {
            let parts = pair.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let action = DeskAction(rawValue: String(parts[0])) else {
                return nil
            }
            asked[action] = String(parts[1])
        }
        guard let table = try? KeyTable(asked) else { return nil }
        self = table
    }

    /// A text of a help page with the keys of this installation in the place of the standard ones.
    public func worded(_ text: String) -> String {
        guard !isStandard else { return text }
        return text.replacing(/(?:Shift\+)?F1[0-2]|(?:Shift\+)?F[1-9]/) { found in
            let standard = String(found.output)
            return key(of: standard)
        }
    }
}

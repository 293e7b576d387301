// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards

/// 3160 キーの設定: which key does what in this office, and how Enter works for whoever asks.
enum KeyboardScreen: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.keyboard) { visit in .page(try page(visit, [])) }
        book.bind(.changeEnter, to: changeEnter, again: page)
        book.bind(.changeKeys, to: changeKeys, again: page)
    }

    struct Body: PageModel {
        struct Row: PageModel {
            let action: String
            let standard: String
            let now: String
            let isOther: Bool
        }
        struct Change: PageModel {
            let at: String
            let officer: String
            let words: String
        }

        let enterAction: String
        let enter: [FormField]
        let keysAction: String
        let mayChange: Bool
        let fields: [FormField]
        let rows: [Row]
        let changes: [Change]
        let hasChanges: Bool
        let fixed: [Item]
    }

    /// What no office changes, for it belongs to the input method or to the whole browser.
    private static let fixed = [
        Item("Enter／Shift+Enter", "次の欄へ／前の欄へ（変換の確定では動きません）"),
        Item("Ctrl+Enter", "どこからでも確定"), Item("Esc", "窓を閉じる、欄を元に戻す、戻る（入力があるときは尋ねます）"),
        Item("↑ ↓ Home End", "一覧の行（Space で選ぶ、Enter で開く）"),
        Item("PgUp／PgDn", "画面の端でもう一度押すと、前の人／次の人"),
        Item("1〜9／＊", "ホームの仕事を開く。選択肢（○□）の上では番号で選び、＊ですべてに印を付ける"),
        Item("Alt+1〜9／Alt+0", "見出し（タブ）／ホーム"), Item("Alt+J", "画面コードの箱へ"),
        Item("Alt+W", "下のキーの列を隠す・出す"),
    ]

    static func page(_ visit: Visit, _ problems: [FormProblem]) throws -> Page {
        let officer = try visit.officer()
        let keyboard = visit.installation.keyboard
        let table = keyboard.table
        var typed = visit.form
        for action in DeskAction.allCases where typed[name(action)].isEmpty {
            let key = table.key(of: action)
            typed.set(name(action), key.isEmpty ? none : key)
        }
        if typed["enter"].isEmpty {
            typed.set("enter", keyboard.enterMoves(officer.officer) ? "moves" : "plain")
        }
        let mayChange = visit.may(.changeDeskKeys)
        let changes = try keyboard.history().map {
            Body.Change(
                at: Say.moment($0.recordedAt), officer: visit.desk.label(of: $0.officer),
                words: $0.text.isEmpty ? "標準に戻した" : words(of: $0.text))
        }
        return Page(
            "keyboard/keyboard", Screen.keyboard.title, crumbs: [.home],
            keys: mayChange
                ? [.send("F12", "割当てを変える", form: "keys-form", isMain: true)] : [],
            problems: problems, message: message(visit),
            body: Body(
                enterAction: Route.changeEnter.path(), enter: [enter(typed)].checked(problems),
                keysAction: Route.changeKeys.path(), mayChange: mayChange,
                fields: DeskAction.allCases.map { field($0, typed).checked(problems) },
                rows: DeskAction.allCases.map { action in
                    let key = table.key(of: action)
                    return Body.Row(
                        action: action.wording, standard: action.rawValue,
                        now: key.isEmpty ? none : key, isOther: key != action.rawValue)
                }, changes: changes, hasChanges: !changes.isEmpty, fixed: fixed))
    }

    /// What stands for 「no key」 in the form.
    private static let none = "なし"

    private static func name(_ action: DeskAction) -> String { "key-\(action)" }

    private static func enter(_ typed: Typed) -> FormField {
        .radio(
            "enter", "Enter の動き（自分だけ）", typed,
            [
                .init(value: "moves", label: "次の欄へ動く", detail: "窓口の標準。送るのは確定のキーか Ctrl+Enter"),
                .init(value: "plain", label: "ブラウザーのまま", detail: "欄で Enter を押すと送ります"),
            ])
    }

    private static func field(_ action: DeskAction, _ typed: Typed) -> FormField {
        .select(
            name(action), action.wording, typed,
            action.keys.map { ($0.isEmpty ? none : $0, $0.isEmpty ? none : $0) },
            hint: "標準は \(action.rawValue)")
    }

    private static func words(of text: String) -> String {
        text.split(separator: " ").compactMap { pair -> String? in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let action = DeskAction(rawValue: String(parts[0])) else {
                return nil
            }
            return "\(action.wording)：\(parts[1].isEmpty ? none : String(parts[1]))"
        }.joined(separator: "、")
    }

    private static func message(_ visit: Visit) -> Banner? {
        switch visit.query["done"] {
        case "enter": Banner(.success, "Enter の動きを変えました")
        case "keys": Banner(.success, "キーの割当てを変えました", ["下の列と案内は、いまからこの割当てです。"])
        default: nil
        }
    }

    private static func changeEnter(_ visit: Visit) async throws -> Answer {
        let asked = visit.form["enter"]
        guard ["moves", "plain"].contains(asked) else {
            return .page(
                try page(visit, [FormProblem("enter", "Enter の動きを選んでください。")]))
        }
        let (keyboard, officer, once) =
            (visit.installation.keyboard, try visit.officer(), visit.onceKey)
        try await visit.desk.threads.run {
            try keyboard.change(enterMoves: asked == "moves", by: officer, once: once)
        }
        return visit.carriedOut(Route.keyboard.path() + "?done=enter")
    }

    private static func changeKeys(_ visit: Visit) async throws -> Answer {
        var asked: [DeskAction: String] = [:]
        for action in DeskAction.allCases {
            let key = visit.form[name(action)]
            if !key.isEmpty { asked[action] = key == none ? "" : key }
        }
        let (keyboard, officer, once) =
            (visit.installation.keyboard, try visit.officer(), visit.onceKey)
        do {
            try await visit.desk.threads.run { [asked] in
                try keyboard.change(asked, by: officer, once: once)
            }
        } catch let refusal as KeyboardRefusal {
            let action =
                switch refusal {
                case .unknownKey(let action, _), .sharedKey(_, _, let action): action
                }
            return .page(
                try page(
                    visit, [FormProblem(name(action), "\(refusal.message)［\(refusal.code)］")]))
        }
        return visit.carriedOut(Route.keyboard.path() + "?done=keys")
    }
}

// SPDX-License-Identifier: Apache-2.0
import Office
import Scheme

/// F1: what a screen is for, what to do step by step, its keys, and the rules behind it.
enum HelpScreen {
    struct Body: PageModel {
        let code: String
        let title: String
        let purpose: String
        let steps: [String]
        let notes: [String]
        let keys: [Item]
        let rules: [Item]
        let hasRules: Bool
    }

    static func show(_ visit: Visit) throws -> Answer {
        guard let screen = visit.parameters["screen"].flatMap(Screen.init) else {
            throw DeskRefusal.notFound
        }
        let text = HelpText.of(screen)
        let rules = text.rules.map { Self.rules(visit.installation.book, $0) } ?? []
        let body = Body(
            code: screen.rawValue, title: screen.title, purpose: text.purpose, steps: text.steps,
            notes: text.notes, keys: keys, rules: rules, hasRules: !rules.isEmpty)
        var crumbs = [Crumb("ホーム", Route.home.path())]
        if let entry = screen.entry, entry != .home {
            crumbs.append(Crumb(screen.title, entry.path()))
        }
        return .page(Page("help/help", "ヘルプ：\(screen.title)", crumbs: crumbs, body: body))
    }

    /// The rules of the book that begin with a word of its paths, with article and source.
    private static func rules(_ book: SchemeBook, _ prefixes: [String]) -> [Item] {
        var rules: [Item] = []
        if prefixes.contains("eligible-child") {
            rules.append(Item(book.eligibleArticle, book.eligibleReading))
        }
        for line in book.lines where prefixes.contains(where: { line.path.hasPrefix($0) }) {
            let article = line.article ?? line.source
            rules.append(
                Item(
                    article,
                    [line.reading == book.eligibleReading ? nil : line.reading, line.text]
                        .compactMap(
                            \.self
                        ).joined(separator: "：")))
        }
        return rules
    }

    private static let keys = [
        Item("Enter／Shift+Enter", "次の欄へ／前の欄へ（変換の確定では動きません）"),
        Item("F1", "この画面のヘルプ"), Item("F3", "検索・新しい入力"), Item("F5", "一覧の更新・検索"),
        Item("F6", "世帯一覧"), Item("F7／F8", "前の人／次の人"), Item("F9", "計算・判定"),
        Item("F10", "印刷の下見（PDF）"), Item("F12", "登録・確定（確認の画面でもう一度 F12）"),
        Item("Esc", "戻る"), Item("Ctrl+Enter", "どこからでも確定"), Item("Alt+1〜9", "見出し（タブ）"),
        Item("Alt+W", "下のキーの列を隠す・出す"),
    ]
}

// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The text of `scheme show`: every dated value with source, and what is unset or unconfirmed.
public enum ShowBook {
    /// A municipal book with the national values it stands on.
    public static func text(_ book: SchemeBook) -> String {
        var text = head(book.id, book.title, digest: book.digest)
        text += "市町村コード \(book.municipality)\n"
        text += book.legal.map { "根拠 \($0)\n" }.joined()
        text += "対象 \(book.eligibleReading)(\(book.eligibleArticle))\n"
        for exclusion in book.exclusions.exclusions {
            let except =
                exclusion.except.isEmpty
                ? "" : "。例外: " + exclusion.except.joined(separator: "、")
            text += "除外 \(exclusion.reading)(\(exclusion.article)\(except))\n"
        }
        if !book.exclusions.isComplete { text += "除外事由の一覧は全部ではありません(未設定)\n" }
        return text + "\n" + values(book.lines) + "\n" + summary(book.lines)
            + "例 \(book.exampleCount)件(読み込み時にすべて合格)\n"
    }

    /// The national book.
    public static func text(_ book: NationalBook) -> String {
        head("national", book.title, digest: book.digest) + "\n" + values(book.lines) + "\n"
            + summary(book.lines) + "例 \(book.exampleCount)件(読み込み時にすべて合格)\n"
    }

    private static func head(_ id: String, _ title: String, digest: String) -> String {
        "\(id)  \(title)\n本の要約値 \(digest)\n"
    }

    private static func values(_ lines: [BookLine]) -> String {
        var text = ""
        var path = ""
        for line in lines {
            if line.path != path {
                path = line.path
                let article = line.article.map { "  (\($0))" } ?? ""
                text += "■ \(path)\(article)\n"
                if let reading = line.reading { text += "   \(reading)\n" }
            }
            let from =
                line.from.map { "\($0)から" + (line.knownFrom ? "(それより前は不明)" : "") } ?? "いつでも"
            let mark =
                switch line.certainty {
                case .confirmed: ""
                case .unconfirmed: " 【未確認】"
                case .unset: " 【未設定】"
                }
            text += "   \(from)  \(line.text)\(mark)\n"
            if !line.source.isEmpty { text += "      出典: \(line.source)\n" }
            text += "      場所: \(line.file):\(line.line)\n"
        }
        return text
    }

    private static func summary(_ lines: [BookLine]) -> String {
        func count(_ certainty: Certainty) -> Int {
            lines.filter { $0.certainty == certainty }.count
        }
        var text =
            "確認済み \(count(.confirmed))  未確認 \(count(.unconfirmed))  未設定 \(count(.unset))\n"
        for line in lines where line.certainty == .unset {
            text += "未設定: \(line.path)(\(line.file):\(line.line))\n"
        }
        return text
    }
}

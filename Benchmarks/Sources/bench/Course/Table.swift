// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The results in words: a line a measurement on the screen, a table in Markdown, JSON.
enum Table {
    static func line(_ one: Measurement) -> String {
        var text = "\(one.bench): \(one.what)  \(rate(one))"
        text += "  (\(time(one.seconds.median))、\(time(one.seconds.min))〜\(time(one.seconds.max)))"
        if let late = one.late { text += "  95% は \(time(late)) まで" }
        if let name = one.yardstick, let ratio = one.ratio, let stick = one.yardstickSeconds {
            text += "  \(name) \(time(stick.median)) の \(times(ratio))"
        }
        return text
    }

    static func markdown(_ results: Results) -> String {
        var text = "| 測ったもの | 速さ(中央値) | 1回の時間(中央値、最小〜最大) | 物差し | 比 |\n"
        text += "|---|---|---|---|---|\n"
        for one in results.measurements {
            let stick = one.yardstick.map { name in
                name + (one.yardstickSeconds.map { "(\(time($0.median)))" } ?? "")
            }
            text += "| \(one.what) | \(rate(one)) "
            let late = one.late.map { "、95% \(time($0))" } ?? ""
            text += "| \(time(one.seconds.median))(\(time(one.seconds.min))〜"
            text += "\(time(one.seconds.max))\(late)) "
            text += "| \(stick ?? "–") | \(one.ratio.map(times) ?? "–") |\n"
        }
        guard !results.weights.isEmpty else { return text }
        text += "\n| 最大メモリー | MB |\n|---|---|\n"
        for one in results.weights { text += "| \(one.what) | \(short(one.megabytes)) |\n" }
        return text
    }

    /// Work a second with three digits that mean something.
    static func rate(_ one: Measurement) -> String {
        "\(short(one.rate)) \(one.unit)/秒"
    }

    static func time(_ seconds: Double) -> String {
        if seconds < 0.000_1 { return String(format: "%.1f µs", seconds * 1_000_000) }
        if seconds < 0.1 { return String(format: "%.2f ms", seconds * 1_000) }
        return String(format: "%.2f 秒", seconds)
    }

    static func times(_ ratio: Double) -> String {
        String(format: ratio < 0.1 ? "%.4f 倍" : (ratio < 10 ? "%.2f 倍" : "%.0f 倍"), ratio)
    }

    static func short(_ value: Double) -> String {
        let digits = value >= 100 ? 0 : (value >= 10 ? 1 : 2)
        let text = String(format: "%.\(digits)f", value)
        guard digits == 0, let whole = Int(text) else { return text }
        var grouped = ""
        for (place, digit) in String(whole).reversed().enumerated() {
            if place > 0, place % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return String(grouped.reversed())
    }
}

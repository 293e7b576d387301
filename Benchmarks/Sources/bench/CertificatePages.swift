// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Vocabulary

/// How many posted certificates (受給資格証) a second are drawn, each with its own names.
enum CertificatePages {
    static func run(_ course: Course) throws {
        let count = course.size(500)
        let room = try PressRoom()
        let sheets = try (0..<count).map { Sheet.mailedCertificate(try PaperMill.mailed($0)) }
        guard let day = CivilDate(iso: "2025-04-01") else { throw BenchError("日付") }
        let order = PrintOrder(date: day, title: "受給資格証", environmentMark: "検証用")
        let path = course.folder.appendingPathComponent("certificates.pdf").path
        PeakMemory.reset()
        try course.compare(
            "受給資格証(郵送用、QRつき)を一つのファイルに刷る", count, "ページ",
            work: { try room.print(sheets, to: path, order).pages }, with: "Cairo だけ(同じ文字)",
            yardstick: { try BareCairo.pages(count) { PaperMill.words($0) } })
        course.note("印刷の間の最大メモリー", megabytes: PeakMemory.megabytes)
        try course.measure("一枚の下見", 1, "枚") {
            try room.preview([sheets[0]], order).report.pages
        }
    }
}

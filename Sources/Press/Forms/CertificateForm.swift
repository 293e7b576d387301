// SPDX-License-Identifier: Apache-2.0

/// Draws a certificate as a card of 148 × 93 mm with a line to cut along; it fits
/// between the two folds of a posted page.
struct CertificateForm {
    let certificate: Certificate
    let canvas: Canvas

    static let width = 148.0
    static let height = 93.0

    private static let caption = TextStyle(7.5, .left, .never)
    private static let digit = (width: 7.0, height: 7.6)
    private let labelWidth = 27.0

    init(_ certificate: Certificate, on canvas: Canvas) {
        self.certificate = certificate
        self.canvas = canvas
    }

    func draw(x: Double, y: Double) {
        let box = Box(x + 5, y + 4, Self.width - 10, Self.height - 8)
        let rows = Rows(box, top: box.y + 23.1, validities: certificate.validities.count)
        canvas.plate(skeletonName(x, y)) {
            canvas.frame(
                Box(x, y, Self.width, Self.height), width: 0.2, gray: 0.5, dash: [1.6, 1.2])
            skeleton(box, rows)
        }
        if case .image(let image) = certificate.issuer.seal {
            canvas.seal(image, sealPlace(foot(below: rows, in: box)))
        }
        head(box)
        values(box, rows)
        let footBox = foot(below: rows, in: box)
        canvas.repeated(repeatedName(x, y)) {
            title(box)
            foot(footBox)
        }
    }

    /// Everything the fixed lines and labels depend on.
    private func skeletonName(_ x: Double, _ y: Double) -> String {
        let parts = [
            certificate.publicFunderNumber.count, certificate.recipientNumber.count,
            certificate.validities.count, certificate.issuer.seal == .place ? 1 : 0,
            certificate.classification == nil ? 0 : 1,
        ]
        return
            (["certificate \(x) \(y) \(parts)"]
            + Certificate.Label.allCases.map { certificate[$0] }).joined(separator: "\u{1F}")
    }

    /// The rows of the table, from top to bottom.
    private struct Rows {
        let child: Box
        let born: Box
        let address: Box
        let guardian: Box
        let periods: [Box]
        let sexX: Double
        let table: Box
        /// 区分 stands in the row of the day of birth, where the scheme tells classes apart.
        var classLabel: Box { Box(born.x + 80, born.y, 14, born.height) }
        var classValue: Box { Box(born.x + 96, born.y, born.width - 97.5, born.height) }

        init(_ box: Box, top: Double, validities: Int) {
            var y = top
            func row(_ height: Double) -> Box {
                defer { y += height }
                return Box(box.x, y, box.width, height)
            }
            child = row(12.8)
            born = row(6.6)
            address = row(8.8)
            guardian = row(8.8)
            periods = (0..<max(validities, 1)).map { _ in row(6.2) }
            sexX = child.x + 113.5
            table = Box(box.x, top, box.width, y - top)
        }
    }

    // MARK: Fixed part

    private func skeleton(_ box: Box, _ rows: Rows) {
        canvas.label(
            certificate[.issueNumber], Self.caption.aligned(.right),
            Box(box.right - 40, box.y - 0.8, 40, 3.5))
        canvas.rule(box.x, box.y + 8.2, box.right, box.y + 8.2, width: 0.7)
        let numbers = numberBoxes(box)
        canvas.label(
            certificate[.funderNumber], Self.caption, Box(box.x, numbers.funder.y - 4, 40, 3.5))
        digitFrames(numbers.funder, certificate.publicFunderNumber.count)
        canvas.label(
            certificate[.recipientNumber], Self.caption,
            Box(numbers.recipient.x, numbers.recipient.y - 4, 40, 3.5))
        digitFrames(numbers.recipient, certificate.recipientNumber.count)

        var periods = rows.table
        periods.y = rows.guardian.bottom
        periods.height = rows.table.bottom - periods.y
        for (label, row) in [
            (Certificate.Label.childName, rows.child), (.born, rows.born), (.address, rows.address),
            (.guardianName, rows.guardian), (.validity, periods),
        ] {
            canvas.fill(Box(row.x, row.y, labelWidth, row.height), gray: 0.93)
            canvas.label(
                certificate[label], TextStyle(8.5, smallest: 7, leading: 1.12),
                Box(row.x + 2.5, row.y, labelWidth - 4, row.height), .middle)
            canvas.rule(row.x, row.y, row.right, row.y, gray: 0.3)
        }
        for row in rows.periods.dropFirst() {
            canvas.rule(row.x + labelWidth, row.y, row.right, row.y, gray: 0.6)
        }
        canvas.rule(rows.sexX, rows.child.y, rows.sexX, rows.child.bottom, gray: 0.3)
        canvas.label(
            certificate[.sex], Self.caption.aligned(.center),
            Box(rows.sexX, rows.child.y + 0.6, rows.child.right - rows.sexX, 3.5))
        if certificate.classification != nil {
            let label = rows.classLabel
            canvas.fill(label, gray: 0.93)
            canvas.label(
                certificate[.className], TextStyle(8.5, smallest: 7, .center), label, .middle)
        }
        canvas.frame(rows.table, width: 0.45)
        if certificate.issuer.seal == .place {
            let seal = sealPlace(foot(below: rows, in: box))
            canvas.frame(seal, width: 0.2, gray: 0.55, dash: [0.8, 0.8])
            canvas.label(
                certificate[.seal], TextStyle(7, .center), seal, .middle, gray: 0.55)
        }
    }

    /// One box for each digit, so that they are read and copied without slipping.
    private func digitFrames(_ box: Box, _ count: Int) {
        let width = Self.digit.width * Double(count)
        canvas.frame(Box(box.x, box.y, width, box.height), width: 0.45)
        for index in 1..<max(count, 2) {
            let line = box.x + Self.digit.width * Double(index)
            canvas.rule(line, box.y, line, box.bottom, gray: 0.4)
        }
    }

    private func numberBoxes(_ box: Box) -> (funder: Box, recipient: Box) {
        let first = Box(box.x, box.y + 13.6, Self.digit.width, Self.digit.height)
        var second = first
        second.x += 74
        return (first, second)
    }

    private func foot(below rows: Rows, in box: Box) -> Box {
        let top = rows.table.bottom + 1.3
        return Box(box.x, top, box.width, box.bottom - top)
    }

    private func sealPlace(_ foot: Box) -> Box {
        let side = min(16, foot.height)
        return Box(foot.right - side, foot.y, side, side)
    }

    // MARK: Values

    /// Title, issuer, day of issue and notices: alike on all cards of a run.
    private func repeatedName(_ x: Double, _ y: Double) -> String {
        ([
            "card \(x) \(y) \(certificate.validities.count)", certificate.title,
            certificate.issuedOn, certificate.issuer.title, certificate.issuer.name,
        ] + certificate.notices).joined(separator: "\u{1F}")
    }

    private func title(_ box: Box) {
        canvas.text(
            certificate.title, TextStyle(.textBold, 15, smallest: 10, .left, .never, tracking: 1.2),
            Box(box.x, box.y - 0.5, 94, 8), .middle, field: "表題")
    }

    private func head(_ box: Box) {
        canvas.text(
            certificate.issueNumber, TextStyle(.figures, 9, smallest: 7, .right, .never),
            Box(box.right - 40, box.y + 2.8, 40, 4.4), .middle, field: "発行番号")
        let numbers = numberBoxes(box)
        digits(certificate.publicFunderNumber, numbers.funder, field: "公費負担者番号")
        digits(certificate.recipientNumber, numbers.recipient, field: "受給者番号")
    }

    private func digits(_ digits: String, _ first: Box, field: String) {
        var box = first
        // One text with its digits so far apart that each stands in the middle of its box.
        // The face of figures: all digits have one width.
        let style = TextStyle(.figuresBold, 15, smallest: 15, .left, .never)
        let advance = canvas.width("0", style)
        var spaced = style
        spaced.tracking = points(Self.digit.width - advance)
        box.x += (Self.digit.width - advance) / 2
        box.width = Self.digit.width * Double(digits.count) + 1
        canvas.text(digits, spaced, box, .middle, field: field)
    }

    private func values(_ box: Box, _ rows: Rows) {
        let left = labelWidth + 2.5
        func value(_ row: Box, _ ends: Double = 0) -> Box {
            Box(row.x + left, row.y + ends, row.width - left - 1.5, row.height - 2 * ends)
        }
        let child = value(rows.child)
        let nameWidth = rows.sexX - child.x - 2
        canvas.text(
            certificate.child.kana, TextStyle(7.5, smallest: 5.5, .left, .never),
            Box(child.x, child.y + 0.6, nameWidth, 3.4), .middle, field: "フリガナ")
        canvas.text(
            certificate.child.name, TextStyle(.name, 17, smallest: 9, .left, .afterShrinking),
            Box(child.x, child.y + 3.9, nameWidth, 8.6), .middle, field: "氏名")
        canvas.text(
            certificate.child.sex, TextStyle(12, smallest: 8, .center, .never),
            Box(rows.sexX, child.y + 3.9, rows.child.right - rows.sexX, 8.6), .middle,
            field: "性別")
        canvas.text(
            certificate.child.born, TextStyle(11, smallest: 8, .left, .never), born(rows, left),
            .middle, field: "生年月日")
        canvas.text(
            certificate.address.lines.joined(separator: " "),
            TextStyle(9.5, smallest: 7, .left, .always), value(rows.address, 0.4), .middle,
            field: "住所")
        if let classification = certificate.classification {
            canvas.text(
                classification, TextStyle(.textBold, 10.5, smallest: 7, .left, .never),
                rows.classValue, .middle, field: "区分")
        }
        canvas.text(
            certificate.address.name, TextStyle(.name, 12, smallest: 8, .left, .afterShrinking),
            value(rows.guardian, 0.5), .middle, field: "受給資格者氏名")
        for (validity, row) in zip(certificate.validities, rows.periods) {
            let line = value(row)
            canvas.text(
                validity.label, TextStyle(.textBold, 9.5, smallest: 7, .left, .never),
                Box(line.x, line.y, 16, line.height), .middle, field: "有効期間")
            canvas.text(
                validity.text, TextStyle(.textBold, 10.5, smallest: 7, .left, .never),
                Box(line.x + 17, line.y, line.width - 17, line.height), .middle, field: "有効期間")
        }
    }

    private func born(_ rows: Rows, _ left: Double) -> Box {
        let row = rows.born
        let right = certificate.classification == nil ? row.right : rows.classLabel.x
        return Box(row.x + left, row.y, right - row.x - left - 1.5, row.height)
    }

    private func foot(_ box: Box) {
        let seal = sealPlace(box)
        let issuer = Box(seal.x - 41, box.y, 39, seal.height)
        canvas.text(
            certificate.issuedOn, TextStyle(8.5, smallest: 7, .right, .never),
            Box(issuer.x, issuer.y + 0.5, issuer.width, 4.2), .middle, field: "交付年月日")
        canvas.text(
            certificate.issuer.title,
            TextStyle(.text, 12, smallest: 8, .right, .never, tracking: 1.2),
            Box(issuer.x, issuer.y + 4.6, issuer.width, 5.6), .middle, field: "発行者")
        if !certificate.issuer.name.isEmpty {
            canvas.text(
                certificate.issuer.name, TextStyle(.name, 9.5, smallest: 7, .right, .never),
                Box(issuer.x, issuer.y + 10.2, issuer.width, 4.6), .middle, field: "発行者")
        }
        canvas.text(
            certificate.notices.map { "・" + $0 }.joined(separator: "\n"),
            TextStyle(7, smallest: 5.5, .left, .always, leading: 1.15, indent: -2.9),
            Box(box.x, box.y + 0.3, issuer.x - box.x - 2, box.height), field: "注意事項")
    }
}

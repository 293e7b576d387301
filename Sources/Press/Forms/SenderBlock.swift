// SPDX-License-Identifier: Apache-2.0

/// Draws who sends the paper, with the place of the seal or the words that omit it.
struct SenderBlock {
    let sender: Sender
    let labels: LetterLabels

    init(_ sender: Sender, _ labels: LetterLabels) {
        self.sender = sender
        self.labels = labels
    }

    func draw(on canvas: Canvas, _ box: Box) {
        let side = 18.0
        var words = box
        let seal = Box(box.right - side, box.y, side, side)
        switch sender.seal {
        case .place:
            canvas.frame(seal, width: 0.2, gray: 0.55, dash: [0.8, 0.8])
            canvas.label(labels[.seal], TextStyle(7, .center), seal, .middle, gray: 0.55)
            words.width -= side + 3
        case .image(let image):
            canvas.seal(image, seal)
            words.width -= side + 3
        case .omitted: break
        }
        canvas.text(
            sender.title, TextStyle(.text, 12, smallest: 8, .right, .never, tracking: 1.5),
            Box(words.x, words.y + 3, words.width, 6), .middle, field: "差出人")
        if !sender.name.isEmpty {
            canvas.text(
                sender.name, TextStyle(.name, 12, smallest: 8, .right, .never, tracking: 1.5),
                Box(words.x, words.y + 9.5, words.width, 6), .middle, field: "差出人")
        }
        if sender.seal == .omitted {
            canvas.label(
                labels[.sealOmitted], TextStyle(8.5, .right, .never),
                Box(words.x, words.y + (sender.name.isEmpty ? 10 : 16.5), words.width, 4.5))
        }
    }

    /// The same on a slip: small, beside the place of the seal.
    func slip(on canvas: Canvas, words: Box, seal: Box) {
        let style = TextStyle(9, smallest: 6, .right, .never)
        canvas.text(
            sender.title, style, Box(words.x, words.y, words.width, 4.2), .middle, field: "差出人")
        if !sender.name.isEmpty {
            canvas.text(
                sender.name, TextStyle(.name, 9.5, smallest: 6.5, .right, .never),
                Box(words.x, words.y + 4.2, words.width, 4.4), .middle, field: "差出人")
        }
        switch sender.seal {
        case .place:
            canvas.frame(seal, width: 0.2, gray: 0.55, dash: [0.8, 0.8])
            canvas.label(labels[.seal], TextStyle(7, .center), seal, .middle, gray: 0.55)
        case .image(let image): canvas.seal(image, seal)
        case .omitted:
            canvas.label(
                labels[.sealOmitted], TextStyle(7, smallest: 5, .center, .never), seal, .middle)
        }
    }
}

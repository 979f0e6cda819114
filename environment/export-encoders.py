#!/usr/bin/env python3
"""Makes ONNX files of the published encoders that the HAIM study used, for MimicNotebooks to run.

Run it once, on a machine with Python 3.9 or later and a network; the files can then be copied to a machine without either.

  notes   Bio+Clinical BERT (Alsentzer et al., 2019; emilyalsentzer/Bio_ClinicalBERT at Hugging Face):
          bert/model.onnx, bert/vocab.txt, bert/tokenizer_config.json
  images  DenseNet-121 of torchxrayvision (Cohen et al., 2022), weights densenet121-res224-chex:
          densenet/densenet121-res224-chex.onnx, which takes "image" (n, 1, 224, 224; values -1024 to 1024) and gives
          "features" (n, 1024) and "predictions" (n, 18)

Beside each model lies a file .sha256, which MimicNotebooks compares with the model before it runs it. Nothing of a patient is read
or sent: only the checkpoints are fetched, by the two packages, from where their authors publish them. Mind their licences.

Needs: pip install torch onnx transformers   (notes; transformers 4.36 or later)
       pip install torch onnx torchxrayvision (images)
"""

import argparse
import hashlib
import inspect
import json
import os
import sys

CHECKPOINT = "emilyalsentzer/Bio_ClinicalBERT"
WEIGHTS = "densenet121-res224-chex"
OPSET = 17


def need(*modules):
    """Imports modules, or ends with the command that installs what is missing."""
    found, missing = [], []
    for name in modules:
        try:
            found.append(__import__(name))
        except ImportError:
            missing.append(name)
    if missing:
        sys.exit(
            f"export-encoders.py: missing Python package{'s' if len(missing) > 1 else ''} {', '.join(missing)}. "
            f"Install with: {sys.executable} -m pip install {' '.join(missing)}"
        )
    return found


def export(torch, module, inputs, path, input_names, output_names, free):
    """Writes one self-contained ONNX file and its checksum; a killed run leaves neither under its final name."""
    part = path + ".part"
    # The exporter that keeps the weights inside of the file; newer ones of torch ask for it by name, older ones know no other.
    extra = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    try:
        with torch.no_grad():
            torch.onnx.export(
                module, inputs, part, input_names=input_names, output_names=output_names,
                dynamic_axes=free, opset_version=OPSET, do_constant_folding=True, **extra)
        digest = hashlib.sha256()
        with open(part, "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
        if os.path.exists(path + ".sha256"):
            os.remove(path + ".sha256")  # the old checksum must not stand beside the new model
        os.replace(part, path)
        with open(path + ".sha256", "w", encoding="ascii") as file:
            file.write(f"{digest.hexdigest()}  {os.path.basename(path)}\n")
    finally:
        if os.path.exists(part):
            os.remove(part)
    print(f"{path}: {os.path.getsize(path):,} bytes, SHA-256 {digest.hexdigest()}")


def notes(folder, checkpoint):
    torch, transformers, _ = need("torch", "transformers", "onnx")
    os.makedirs(folder, exist_ok=True)
    tokenizer = transformers.BertTokenizer.from_pretrained(checkpoint)
    model = transformers.BertModel.from_pretrained(checkpoint, attn_implementation="eager").eval()

    class Pooler(torch.nn.Module):
        """Only the pooler's vector: that is what HAIM used."""

        def __init__(self):
            super().__init__()
            self.bert = model

        def forward(self, input_ids, attention_mask, token_type_ids):
            return self.bert(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids, return_dict=True).pooler_output

    vocabulary = sorted(tokenizer.vocab.items(), key=lambda entry: entry[1])
    if [number for _, number in vocabulary] != list(range(len(vocabulary))):
        sys.exit("export-encoders.py: the numbers of the vocabulary have gaps; this checkpoint is not one of BERT's.")
    with open(os.path.join(folder, "vocab.txt"), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(token + "\n" for token, _ in vocabulary)
    with open(os.path.join(folder, "tokenizer_config.json"), "w", encoding="utf-8") as file:
        # As the published library takes it for this checkpoint, whatever the checkpoint was trained with.
        lower = getattr(tokenizer, "do_lower_case", None)
        if lower is None:
            lower = tokenizer.tokenize("A") != ["A"]
        json.dump({"do_lower_case": bool(lower)}, file)
    example = tokenizer("No acute intrathoracic process.", return_tensors="pt")
    names = ["input_ids", "attention_mask", "token_type_ids"]
    free = {name: {0: "batch", 1: "tokens"} for name in names}
    export(torch, Pooler().eval(), tuple(example[name] for name in names), os.path.join(folder, "model.onnx"), names,
           ["pooler_output"], {**free, "pooler_output": {0: "batch"}})


def images(folder, weights):
    torch, xrv, _ = need("torch", "torchxrayvision", "onnx")
    os.makedirs(folder, exist_ok=True)
    model = xrv.models.DenseNet(weights=weights).eval()

    class Both(torch.nn.Module):
        """Dense features and predictions of one pass."""

        def __init__(self):
            super().__init__()
            self.net = model

        def forward(self, image):
            maps = torch.nn.functional.relu(self.net.features(image))
            dense = torch.nn.functional.adaptive_avg_pool2d(maps, (1, 1)).flatten(1)
            p = torch.sigmoid(self.net.classifier(dense))
            thresholds = getattr(self.net, "op_threshs", None)
            if thresholds is not None:
                # Scaled so that each class's operating point becomes 0.5; a class the weights do not know (no threshold) is 0.5.
                known = ~torch.isnan(thresholds)
                t = torch.where(known, thresholds, torch.full_like(thresholds, 0.5)).to(p.dtype)
                scaled = torch.where(p < t, p / (2 * t), 1 - (1 - p) / (2 * (1 - t)))
                p = torch.where(known, scaled, torch.full_like(scaled, 0.5))
            return dense, p

    both = Both().eval()
    example = torch.linspace(-1024, 1024, 224 * 224).reshape(1, 1, 224, 224)
    with torch.no_grad():
        difference = float((both(example)[1] - model(example)).abs().max())
    if difference > 1e-5:
        sys.exit(f"export-encoders.py: the predictions differ from the package's by {difference:g}; its version defines them otherwise.")
    export(torch, both, (example,), os.path.join(folder, f"{weights}.onnx"), ["image"], ["features", "predictions"],
           {"image": {0: "batch"}, "features": {0: "batch"}, "predictions": {0: "batch"}})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("encoder", choices=["notes", "images", "all"], help="which models to make")
    parser.add_argument("--out", default="encoders", help="folder for the files (default: encoders)")
    parser.add_argument("--checkpoint", default=CHECKPOINT, help="another BERT checkpoint, by name or folder")
    parser.add_argument("--weights", default=WEIGHTS, help="other weights of torchxrayvision's DenseNet at 224 x 224")
    choice = parser.parse_args()
    if choice.encoder in ("notes", "all"):
        notes(os.path.join(choice.out, "bert"), choice.checkpoint)
    if choice.encoder in ("images", "all"):
        images(os.path.join(choice.out, "densenet"), choice.weights)


if __name__ == "__main__":
    main()

# Stands in for run-org-model.py: writes what the real one wrote for this prompt into data in the working directory.
testdata=$1
prompt=$5
mkdir -p data
recorded=$testdata/stories260K/$(basename "$(dirname "$prompt")")/data
name=$(basename "$MODEL_PATH")
cp "$recorded/pytorch-$name.bin" "$recorded/pytorch-$name-tokens.bin" data
